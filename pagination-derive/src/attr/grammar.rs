//! The keys as data: what each is called, what its value looks like, and where it may be written.

use super::scope::Scope;

/// One key.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// What follows the key, for messages: ` = "…"`.
    pub(crate) form: &'static str,
    pub(crate) scopes: &'static [Scope],
}

/// What a set of keys is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vocabulary {
    /// Where a position is read.
    Source,
    /// Where a value is written.
    Target,
    /// How a strategy walks.
    Option,
    /// The response as a whole.
    Response,
    /// The inside of another key.
    Inside,
}

/// A set of keys.
pub(crate) struct Table {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) rows: &'static [Row],
}

/// Every key of every attribute.
#[derive(Clone, Copy)]
pub(crate) struct Grammar(pub(crate) &'static [Table]);

impl Grammar {
    pub(crate) fn rows(self) -> impl Iterator<Item = &'static Row> {
        self.0.iter().flat_map(|table| table.rows)
    }

    /// The keys of one scope.
    pub(super) fn names_in(self, scope: Scope) -> Vec<&'static str> {
        self.rows().filter(|row| row.scopes.contains(&scope)).map(|row| row.name).collect()
    }

    pub(super) fn contains(self, name: &str, scope: Scope) -> bool {
        self.rows().any(|row| row.name == name && row.scopes.contains(&scope))
    }

    /// The key of this name in a vocabulary.
    pub(super) fn find(self, name: &str, vocabulary: Vocabulary) -> Option<&'static Row> {
        let mut tables = self.0.iter().filter(|table| table.vocabulary == vocabulary);
        tables.find_map(|table| table.rows.iter().find(|row| row.name == name))
    }

    /// Where a key of this name may be written, but for the scopes that stand in for another.
    pub(super) fn scopes_of(self, name: &str) -> Vec<Scope> {
        let mut scopes: Vec<Scope> = Vec::new();
        for scope in self.rows().filter(|row| row.name == name).flat_map(|row| row.scopes) {
            if !scopes.contains(scope)
                && !matches!(scope, Scope::PaginatedField | Scope::Or | Scope::Flag | Scope::InItem)
            {
                scopes.push(*scope);
            }
        }
        scopes
    }
}
