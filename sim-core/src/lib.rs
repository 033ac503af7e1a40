//! Weft's core. Go text goes in, plain-data views of a running program come out.
