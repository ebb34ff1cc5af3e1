use pagination_core::Paginated;

#[derive(Paginated)]
enum Meetings {
    #[cursor(field = next)]
    Page { data: Vec<u8>, next: Option<String> },
    Failure {
        #[paginated(items)]
        errors: Vec<u8>,
    },
}

#[derive(Paginated)]
#[cursor(field = next)]
union Notes {
    next: u8,
    data: u16,
}

#[derive(Paginated)]
#[cursor(field = next)]
struct Unit;

// A mistake in a derive brings no other with it where the type is used.
fn main() {
    fn page<T: Paginated>() {}
    page::<Meetings>();
    page::<Notes>();
    page::<Unit>();
}
