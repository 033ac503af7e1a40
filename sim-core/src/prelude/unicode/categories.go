package unicode

// General categories, by their short and long names.

var (
	Cc     = table("Cc")
	Cf     = table("Cf")
	Co     = table("Co")
	Cs     = table("Cs")
	Digit  = Nd
	Nd     = table("Nd")
	Letter = L
	L      = table("L")
	Lm     = table("Lm")
	Lo     = table("Lo")
	Lower  = Ll
	Ll     = table("Ll")
	Mark   = M
	M      = table("M")
	Mc     = table("Mc")
	Me     = table("Me")
	Mn     = table("Mn")
	Nl     = table("Nl")
	No     = table("No")
	Number = N
	N      = table("N")
	Pc     = table("Pc")
	Pd     = table("Pd")
	Pe     = table("Pe")
	Pf     = table("Pf")
	Pi     = table("Pi")
	Po     = table("Po")
	Ps     = table("Ps")
	Punct  = P
	P      = table("P")
	Sc     = table("Sc")
	Sk     = table("Sk")
	Sm     = table("Sm")
	So     = table("So")
	Space  = Z
	Z      = table("Z")
	Symbol = S
	S      = table("S")
	Title  = Lt
	Lt     = table("Lt")
	Upper  = Lu
	Lu     = table("Lu")
	Zl     = table("Zl")
	Zp     = table("Zp")
	Zs     = table("Zs")
	Other  = C
)

var (
	GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}
	PrintRanges   = []*RangeTable{L, M, N, P, S}
)
