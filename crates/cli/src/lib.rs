//! The command `shirube`.
