// Written by `cargo paginate` from ambiguous.yaml.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`), `serde` (feature `derive`) and `serde_json`.

use pagination_core::Paginated;
use serde::Deserialize;

compile_error!("`listBoth`, GET /both: more than one reading fits; keep one of those in the comment below and remove this line\n1. #[page(param = \"page\", stop(empty_page))]\n2. #[offset(param = \"offset\", stop(empty_page))]");
// `listBoth`: `GET /both`.
// Reading 1:
// // guessed: nothing says where the list ends, and an empty page surely does
// #[derive(Deserialize, Paginated)]
// #[page(param = "page", stop(empty_page))] // guessed: the parameter `page` is a page number by its name and type
// #[serde(transparent)]
// pub struct ListBoth(pub Vec<records::ListBothRecord>);
// Reading 2:
// // guessed: nothing says where the list ends, and an empty page surely does
// #[derive(Deserialize, Paginated)]
// #[offset(param = "offset", stop(empty_page))] // guessed: the parameter `offset` is an offset by its name and type
// #[serde(transparent)]
// pub struct ListBoth(pub Vec<records::ListBothRecord>);

compile_error!("`listLists`, GET /lists: more than one reading fits; keep one of those in the comment below and remove this line\n1. #[page(param = \"page\", stop(empty_page))]\n   #[paginated(items = apples)]\n2. #[page(param = \"page\", stop(empty_page))]\n   #[paginated(items = pears)]");
// `listLists`: `GET /lists`.
// Reading 1:
// // guessed: nothing says where the list ends, and an empty page surely does
// #[derive(Deserialize, Paginated)]
// #[page(param = "page", stop(empty_page))] // guessed: the parameter `page` is a page number by its name and type
// #[paginated(items = apples)] // guessed: `apples` is the list of the response that looks like its records
// pub struct ListLists {
//     pub apples: Option<Vec<std::collections::BTreeMap<String, serde_json::Value>>>,
// }
// Reading 2:
// // guessed: nothing says where the list ends, and an empty page surely does
// #[derive(Deserialize, Paginated)]
// #[page(param = "page", stop(empty_page))] // guessed: the parameter `page` is a page number by its name and type
// #[paginated(items = pears)] // guessed: `pears` is the list of the response that looks like its records
// pub struct ListLists {
//     pub pears: Option<Vec<std::collections::BTreeMap<String, serde_json::Value>>>,
// }

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct ListBothRecord {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
    }
}
