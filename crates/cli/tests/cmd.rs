//! What the command prints, as transcripts: `tests/cmd/*.trycmd` and, where something is piped in,
//! `tests/cmd/*.toml`. `TRYCMD=overwrite cargo test -p shirube --test cmd` writes them anew.

#[test]
fn the_command_prints_what_the_transcripts_say() {
    trycmd::TestCases::new()
        .default_bin_name("shirube")
        .env("LC_ALL", "C")
        .env("TERM", "dumb")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml");
}
