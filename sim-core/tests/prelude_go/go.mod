module weft/prelude

go 1.22
