//! A boxed walk is `Send`, and its error can be made from the walk's.

use std::rc::Rc;

use pagination_core::{Blocking, BoxItems, Error, Paginated, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
struct Names {
    data: Vec<Rc<str>>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
struct Numbers {
    data: Vec<u64>,
    next: Option<String>,
}

struct MyError;

impl From<Error<std::io::Error>> for MyError {
    fn from(_: Error<std::io::Error>) -> Self {
        Self
    }
}

struct AnotherError;

fn names(_: Option<String>) -> Result<Names, std::io::Error> {
    Ok(Names { data: Vec::new(), next: None })
}

fn numbers(_: Option<String>) -> Result<Numbers, std::io::Error> {
    Ok(Numbers { data: Vec::new(), next: None })
}

fn not_send() -> BoxItems<Rc<str>, MyError, Blocking> {
    pages_blocking(names).items().boxed_as()
}

fn no_from() -> BoxItems<u64, AnotherError, Blocking> {
    pages_blocking(numbers).items().boxed_as()
}

fn main() {}
