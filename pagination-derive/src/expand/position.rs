//! Reading a position: the statements that find it in the response and write it into `__info`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::core_path::Core;
use super::items::{for_each_entry, in_each};
use super::path::{AtEnd, By, from_item, from_struct, glue, located, segment};
use super::shared_paths::SharedPaths;
use crate::attr::Written;
use crate::field_path::FieldPath;
use crate::model::{Each, InItemSource, Items, Model, Source, Target, last_segment};

/// Reads a position.
pub(super) struct PositionReader<'a> {
    /// The function of core's `__private`, and the method of `PageInfo`, that take it.
    pub(super) method: &'static str,
    pub(super) target: &'a Target,
    /// Whether rustc is to refuse a type that cannot be sent to this target.
    pub(super) refuses: bool,
    /// Whether nothing but its absence ends the walk, so that rustc is to refuse a type that is never absent.
    pub(super) ends_alone: bool,
}

/// Adds the statements that read a position.
pub(super) fn read(reader: &PositionReader<'_>, source: &Source, model: &Model, core: &Core, paths: &mut SharedPaths) {
    match source {
        Source::Field(path) => read_field(reader, path, model, core, paths),
        Source::Either(first, second) => {
            let alternative = PositionReader { method: reader.alternative(), ..*reader };
            read(reader, first, model, core, paths);
            // It counts only after the first, so that it must not move to an earlier struct.
            let mut after = SharedPaths::default();
            read(&alternative, second, model, core, &mut after);
            paths.add(after.into_statements(core));
        }
        source => paths.add(read_elsewhere(reader, source, model, core)),
    }
}

fn read_field(reader: &PositionReader<'_>, path: &FieldPath, model: &Model, core: &Core, paths: &mut SharedPaths) {
    let span = glue(path.end());
    let declared = model.fields.get(&path.first).filter(|_| !path.is_deep());
    let is_plain = declared.is_some_and(|field| is_plain(&field.ty, reader.target));
    if declared.is_some() && reader.method == "next" && reader.form(is_plain).is_none() {
        let name = segment(&path.first);
        paths.add_next(quote_spanned!(span=> &__page.__response.#name), span);
        return;
    }
    let written = |place: &TokenStream| reader.written(&quote_spanned!(span=> &#place), is_plain, span, core);
    if !(reader.ends_alone && path.is_deep()) {
        paths.add_at(path, core, written);
        return;
    }
    let private = core.private_at(span);
    paths.add_with_absence(path, core, |place| {
        let written = written(place);
        quote_spanned!(span=> #private::CanBeAbsent::check(#private::Leaf(__absence, &#place).absence()); #written)
    });
}

/// The statements that read a position which is not at a path of the response.
fn read_elsewhere(reader: &PositionReader<'_>, source: &Source, model: &Model, core: &Core) -> TokenStream {
    match source {
        Source::Field(_) | Source::Either(..) => TokenStream::new(),
        Source::Header(header) => {
            let name = &header.0;
            reader.handed_over(&quote!(__page.header(#name).as_deref()), Span::call_site())
        }
        Source::LinkHeader { rel, unless } => {
            let rel = &rel.0;
            let link = match unless {
                None => quote!(__page.link(#rel)),
                Some(unless) => {
                    let (name, value) = (&unless.name, &unless.value);
                    quote!(__page.link_unless(#rel, #name, #value))
                }
            };
            reader.handed_over(&quote!(#link.as_deref()), Span::call_site())
        }
        Source::LinkList { path, rel } => {
            let rel = &rel.0;
            let span = glue(path.end());
            let private = core.private_at(span);
            let method = Ident::new(reader.method, span);
            let value = |place: &TokenStream| {
                quote_spanned! {span=>
                    for __link in #private::List::iter(&#place) {
                        if #private::Text::is_rel(&__link.rel, #rel) {
                            #private::#method(&mut __info, &__link.href);
                            break;
                        }
                    }
                }
            };
            from_struct(&response(span), path, By::Reference, core, AtEnd { value, absent: None })
        }
        Source::LastItem(path) => in_item("last", path, reader, model, core),
        Source::FirstItem(path) => in_item("first", path, reader, model, core),
        Source::With(function) => {
            let span = glue(function.span());
            let private = core.private_at(span);
            reader.handed_over(&quote_spanned!(span=> #private::found(&#function(__page))), span)
        }
    }
}

/// The statements that read the value in every item that a window may begin beyond.
pub(super) fn read_anchors(
    item: &Written<InItemSource>,
    target: &Target,
    refuses: bool,
    model: &Model,
    core: &Core,
) -> Option<TokenStream> {
    let reader = PositionReader { method: "anchor", target, refuses, ends_alone: false };
    for_each_entry(&quote!(__page.__response), model, core, |place, _| match &item.value {
        InItemSource::Itself => reader.written(place, false, glue(item.key.span()), core),
        InItemSource::With(function) => {
            let span = glue(function.span());
            let private = core.private_at(span);
            reader.handed_over(&quote_spanned!(span=> #private::found(&#function(#place))), span)
        }
        InItemSource::At(path) => {
            let span = glue(path.end());
            let private = core.private_at(span);
            let value = |place: &TokenStream| reader.written(&quote_spanned!(span=> &#place), false, span, core);
            let absent = quote_spanned!(span=> #private::no_anchor(&mut __info););
            from_item(place, path, By::Reference, core, AtEnd { value, absent: Some(absent) })
        }
    })
}

impl PositionReader<'_> {
    /// The method for the second source, which counts if the first position is absent.
    fn alternative(&self) -> &'static str {
        if self.method == "sync" { "or_sync" } else { "or_next" }
    }

    /// Writes a position, given as a reference. A type that is plainly sendable is not checked: that spares rustc a lookup.
    fn written(&self, value: &TokenStream, is_plain: bool, span: Span, core: &Core) -> TokenStream {
        let private = core.private_at(span);
        let method = Ident::new(self.method, span);
        let Some(form) = self.form(is_plain) else {
            return quote_spanned!(span=> #private::#method(&mut __info, #value););
        };
        core.use_traits();
        let form = Ident::new(form, span);
        let name = Ident::new(&format!("__{}", self.method), span);
        quote_spanned! {span=>
            let #name = #value;
            #private::#form::check(#private::Sendable(#name).sent_as());
            #private::#method(&mut __info, #name);
        }
    }

    /// The form that rustc checks a position for, if any.
    fn form(&self, is_plain: bool) -> Option<&'static str> {
        let form = match self.target {
            Target::Param(_) | Target::Form(_) | Target::Header(_) | Target::Path(_) | Target::Format(..) => {
                Some("AsText")
            }
            Target::MergeQuery | Target::MergeBody(_) => Some("AsMap"),
            Target::Link => Some("AsLink"),
            Target::Body(_) => None,
        };
        form.filter(|_| self.refuses && !is_plain)
    }

    /// Hands an `Option` to the method of `PageInfo`.
    fn handed_over(&self, value: &TokenStream, span: Span) -> TokenStream {
        let method = Ident::new(self.method, span);
        quote_spanned!(span=> __info.#method(#value);)
    }
}

/// The response in its page.
fn response(span: Span) -> TokenStream {
    quote_spanned!(span=> __page.__response)
}

/// A position in the `last` or `first` item, unwrapped as `each` says.
fn in_item(
    end: &str,
    path: &Written<InItemSource>,
    reader: &PositionReader<'_>,
    model: &Model,
    core: &Core,
) -> TokenStream {
    let span = glue(path.key.span());
    let private = core.private_at(span);
    let item = quote_spanned!(span=> __item);
    let written = match &path.value {
        InItemSource::Itself => reader.written(&item, false, span, core),
        InItemSource::With(function) => {
            let span = glue(function.span());
            let private = core.private_at(span);
            reader.handed_over(&quote_spanned!(span=> #private::found(&#function(__item))), span)
        }
        InItemSource::At(path) => {
            let span = glue(path.end());
            let value = |place: &TokenStream| reader.written(&quote_spanned!(span=> &#place), false, span, core);
            from_item(&item, path, By::Reference, core, AtEnd { value, absent: None })
        }
    };
    // Through further lists, the entry of `items` is what a position is about.
    let each = match &model.items {
        Items::Named { each: Some(Each::Path(path)), .. } | Items::Chain { each: Some(Each::Path(path)), .. } => {
            Some(path)
        }
        _ => None,
    };
    let found = |place: &TokenStream| {
        let place = located(place.clone(), span);
        match each {
            None => {
                let end = Ident::new(end, span);
                quote_spanned!(span=> #private::Ends::#end(&#place))
            }
            Some(each) => {
                let end = Ident::new(&format!("{end}_each"), span);
                let each = in_each(each, By::Reference, core);
                quote_spanned!(span=> #private::Ends::#end(&#place, #each))
            }
        }
    };
    let in_list = |list: &FieldPath, then: &TokenStream| {
        let value = |place: &TokenStream| {
            let found = found(place);
            quote_spanned!(span=> if let #private::Some(__item) = #found { #written #then })
        };
        from_struct(&response(span), list, By::Reference, core, AtEnd { value, absent: None })
    };
    match model.items.lists() {
        [] => TokenStream::new(),
        [list] => in_list(list, &TokenStream::new()),
        lists => {
            // The last item is in the last list that has any.
            let mut lists: Vec<&FieldPath> = lists.iter().collect();
            if end == "last" {
                lists.reverse();
            }
            let then = quote_spanned!(span=> break '__ends;);
            let lists = lists.into_iter().map(|list| in_list(list, &then));
            quote_spanned!(span=> '__ends: { #(#lists)* })
        }
    }
}

/// Whether a type is written as one that can be sent to this target, so that rustc need not check it.
fn is_plain(ty: &Type, target: &Target) -> bool {
    let Some((name, inner)) = last_segment(ty) else { return false };
    match (name.as_str(), inner) {
        ("Option" | "Box", Some(inner)) => is_plain(inner, target),
        ("String", None) => !matches!(target, Target::MergeQuery | Target::MergeBody(_)),
        ("u16" | "u32" | "u64" | "i32" | "i64", None) => {
            matches!(
                target,
                Target::Param(_) | Target::Form(_) | Target::Header(_) | Target::Path(_) | Target::Format(..)
            )
        }
        _ => false,
    }
}
