//! What the README shows is what the command prints, from the root of the repository.

#[test]
fn the_transcripts_of_the_readme_are_real() {
    std::env::set_current_dir("../..").expect("the crate lies in the repository");
    trycmd::TestCases::new()
        .default_bin_name("shirube")
        .env("LC_ALL", "C")
        .env("TERM", "dumb")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case("README.md");
}
