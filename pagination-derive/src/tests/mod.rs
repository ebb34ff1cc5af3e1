//! The macro as a whole: what it generates, what it reports, and that no input makes it panic.

mod expansion;
mod messages;
mod reference;
mod robustness;

use syn::DeriveInput;

/// The messages about an input, in order.
fn messages(input: &str) -> Vec<String> {
    let input: DeriveInput = syn::parse_str(input).unwrap();
    let errors = crate::errors::Errors::default();
    if let crate::model::Input::Model(model) = crate::model::Model::read(input, &errors) {
        crate::check::check(&model, &errors);
    }
    errors.messages()
}
