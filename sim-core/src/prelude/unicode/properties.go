package unicode

// Properties of runes that are no general category.

var (
	ASCII_Hex_Digit                    = table("ASCII_Hex_Digit")
	Bidi_Control                       = table("Bidi_Control")
	Dash                               = table("Dash")
	Deprecated                         = table("Deprecated")
	Diacritic                          = table("Diacritic")
	Extender                           = table("Extender")
	Hex_Digit                          = table("Hex_Digit")
	Hyphen                             = table("Hyphen")
	IDS_Binary_Operator                = table("IDS_Binary_Operator")
	IDS_Trinary_Operator               = table("IDS_Trinary_Operator")
	Ideographic                        = table("Ideographic")
	Join_Control                       = table("Join_Control")
	Logical_Order_Exception            = table("Logical_Order_Exception")
	Noncharacter_Code_Point            = table("Noncharacter_Code_Point")
	Other_Alphabetic                   = table("Other_Alphabetic")
	Other_Default_Ignorable_Code_Point = table("Other_Default_Ignorable_Code_Point")
	Other_Grapheme_Extend              = table("Other_Grapheme_Extend")
	Other_ID_Continue                  = table("Other_ID_Continue")
	Other_ID_Start                     = table("Other_ID_Start")
	Other_Lowercase                    = table("Other_Lowercase")
	Other_Math                         = table("Other_Math")
	Other_Uppercase                    = table("Other_Uppercase")
	Pattern_Syntax                     = table("Pattern_Syntax")
	Pattern_White_Space                = table("Pattern_White_Space")
	Prepended_Concatenation_Mark       = table("Prepended_Concatenation_Mark")
	Quotation_Mark                     = table("Quotation_Mark")
	Radical                            = table("Radical")
	Regional_Indicator                 = table("Regional_Indicator")
	STerm                              = Sentence_Terminal
	Sentence_Terminal                  = table("Sentence_Terminal")
	Soft_Dotted                        = table("Soft_Dotted")
	Terminal_Punctuation               = table("Terminal_Punctuation")
	Unified_Ideograph                  = table("Unified_Ideograph")
	Variation_Selector                 = table("Variation_Selector")
	White_Space                        = table("White_Space")
)

// Properties are all properties by their names.
var Properties = map[string]*RangeTable{
	"ASCII_Hex_Digit":                    ASCII_Hex_Digit,
	"Bidi_Control":                       Bidi_Control,
	"Dash":                               Dash,
	"Deprecated":                         Deprecated,
	"Diacritic":                          Diacritic,
	"Extender":                           Extender,
	"Hex_Digit":                          Hex_Digit,
	"Hyphen":                             Hyphen,
	"IDS_Binary_Operator":                IDS_Binary_Operator,
	"IDS_Trinary_Operator":               IDS_Trinary_Operator,
	"Ideographic":                        Ideographic,
	"Join_Control":                       Join_Control,
	"Logical_Order_Exception":            Logical_Order_Exception,
	"Noncharacter_Code_Point":            Noncharacter_Code_Point,
	"Other_Alphabetic":                   Other_Alphabetic,
	"Other_Default_Ignorable_Code_Point": Other_Default_Ignorable_Code_Point,
	"Other_Grapheme_Extend":              Other_Grapheme_Extend,
	"Other_ID_Continue":                  Other_ID_Continue,
	"Other_ID_Start":                     Other_ID_Start,
	"Other_Lowercase":                    Other_Lowercase,
	"Other_Math":                         Other_Math,
	"Other_Uppercase":                    Other_Uppercase,
	"Pattern_Syntax":                     Pattern_Syntax,
	"Pattern_White_Space":                Pattern_White_Space,
	"Prepended_Concatenation_Mark":       Prepended_Concatenation_Mark,
	"Quotation_Mark":                     Quotation_Mark,
	"Radical":                            Radical,
	"Regional_Indicator":                 Regional_Indicator,
	"STerm":                              STerm,
	"Sentence_Terminal":                  Sentence_Terminal,
	"Soft_Dotted":                        Soft_Dotted,
	"Terminal_Punctuation":               Terminal_Punctuation,
	"Unified_Ideograph":                  Unified_Ideograph,
	"Variation_Selector":                 Variation_Selector,
	"White_Space":                        White_Space,
}

// FoldCategory has what is not in a category but equal to something there, but for
// case; FoldScript the same for scripts.
var FoldCategory = map[string]*RangeTable{
	"L":  table("FoldCategory.L"),
	"Ll": table("FoldCategory.Ll"),
	"Lt": table("FoldCategory.Lt"),
	"Lu": table("FoldCategory.Lu"),
	"M":  table("FoldCategory.M"),
	"Mn": table("FoldCategory.Mn"),
}

var FoldScript = map[string]*RangeTable{
	"Common":    table("FoldScript.Common"),
	"Greek":     table("FoldScript.Greek"),
	"Inherited": table("FoldScript.Inherited"),
}
