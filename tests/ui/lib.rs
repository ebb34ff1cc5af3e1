//! What the compiler says of a mistake in the attributes.

/// Each case in the folders beside this file must fail with exactly the messages beside it. `TRYBUILD=overwrite` records them anew.
#[test]
fn every_mistake_is_refused_in_the_words_of_the_user() {
    trybuild::TestCases::new().compile_fail("*/*.rs");
}
