//! The records. Each is made from its number when it is requested, always the same.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// A datastore of Zoho Cliq.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Datastore {
    /// The id, a number in a string.
    pub id: String,
    /// The name.
    pub name: String,
    /// When it was created, in milliseconds since 1970.
    pub created_time: u64,
    /// When it was last edited, in milliseconds since 1970.
    pub modified_time: u64,
    /// How many times [`Zoho::touch`](crate::Zoho::touch) edited it.
    pub revision: u64,
}

/// A chat of Zoho Cliq.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chat {
    /// The id.
    pub id: String,
    /// The title.
    pub name: String,
    /// How many take part.
    pub participant_count: u32,
}

/// A note of Attio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The id.
    pub id: NoteId,
    /// The title.
    pub title: String,
    /// The text.
    pub content_plaintext: String,
    /// When it was written.
    pub created_at: String,
}

/// The id of a [`Note`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteId {
    /// The workspace's id.
    pub workspace_id: String,
    /// The note's id.
    pub note_id: String,
}

/// A record of Attio's people object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// When it was created.
    pub created_at: String,
    /// The attributes.
    pub values: PersonValues,
}

/// The id of a [`Person`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonId {
    /// The workspace's id.
    pub workspace_id: String,
    /// The record's id.
    pub record_id: String,
}

/// The attributes of a [`Person`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonValues {
    /// The name.
    pub name: String,
    /// The email address.
    pub email: String,
    /// The company, one of [`COMPANIES`].
    pub company: String,
}

/// A meeting of Attio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The id.
    pub id: MeetingId,
    /// The title.
    pub title: String,
    /// When it starts.
    pub starts_at: String,
    /// The company it is held with, one of [`COMPANIES`].
    pub company: String,
}

/// The id of a [`Meeting`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingId {
    /// The workspace's id.
    pub workspace_id: String,
    /// The meeting's id.
    pub meeting_id: String,
}

/// An application of Zylo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// The id, a UUID; not in the order of creation.
    pub id: String,
    /// The name.
    pub name: String,
    /// The category.
    pub category: String,
    /// How many licences there are.
    pub licenses: u32,
    /// Whether it is in use.
    pub active: bool,
}

/// A contact of Clio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The id.
    pub id: u64,
    /// The version of the record.
    pub etag: String,
    /// The name.
    pub name: String,
    /// `Person` or `Company`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The email address; companies have none.
    pub primary_email_address: Option<String>,
    /// When it was created.
    pub created_at: String,
}

/// An activity of Clio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// The id.
    pub id: u64,
    /// The version of the record.
    pub etag: String,
    /// `TimeEntry` or `ExpenseEntry`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The day.
    pub date: String,
    /// How much was done.
    pub quantity: f64,
    /// The price of one.
    pub price: f64,
    /// Quantity times price.
    pub total: f64,
}

/// The companies that people and meetings of Attio belong to.
pub const COMPANIES: [&str; 5] = ["Acme", "Globex", "Initech", "Tyrell & Co", "Ümlaut+Söhne"];

const FIRST_NAMES: [&str; 8] = ["Ada", "Brook", "Chen", "Dara", "Edith", "Femi", "Grace", "Hugo"];
const LAST_NAMES: [&str; 7] = ["Abbott", "Baker", "Castro", "Dunn", "Eriksen", "Fox", "Ganz"];
const CATEGORIES: [&str; 4] = ["CRM", "Design", "Payroll", "Security"];

const ZOHO_FIRST_ID: u64 = 1_836_500_000_000_000_000;
const ZOHO_FIRST_CHAT: u64 = 2_230_642_524_712_404_875;
const CLIO_FIRST_CONTACT: u64 = 1_000_001;
const CLIO_FIRST_ACTIVITY: u64 = 52_000_003;
const CLIO_ID_STEP: u64 = 7;

/// The instant of the Zoho demo's first edit, in milliseconds since 1970.
pub(crate) const ZOHO_EPOCH: u64 = 1_777_360_399_749;

impl Datastore {
    /// The record of this number, counted from 0, before any edit.
    pub fn nth(number: usize) -> Self {
        let time = ZOHO_EPOCH - 1_000_000_000 + long(number);
        Self {
            id: (ZOHO_FIRST_ID + long(number)).to_string(),
            name: format!("datastore_{number:05}"),
            created_time: time,
            modified_time: time,
            revision: 0,
        }
    }

    /// The number of the record with this id.
    pub(crate) fn number(id: &str) -> Option<usize> {
        let distance = id.parse::<u64>().ok()?.checked_sub(ZOHO_FIRST_ID)?;
        usize::try_from(distance).ok()
    }
}

impl Chat {
    /// The record of this number, counted from 0.
    pub fn nth(number: usize) -> Self {
        Self {
            id: format!("CT_{}", ZOHO_FIRST_CHAT + long(number)),
            name: format!("Chat {number:05}"),
            participant_count: small(2 + number % 40),
        }
    }
}

impl Note {
    /// The record of this number, counted from 0.
    pub fn nth(number: usize) -> Self {
        Self {
            id: NoteId { workspace_id: workspace(), note_id: uuid(Kind::Note, number) },
            title: format!("Note {number:05}"),
            content_plaintext: format!("Talked with {}.", full_name(number)),
            created_at: instant(number),
        }
    }
}

impl Person {
    /// The record of this number, counted from 0.
    pub fn nth(number: usize) -> Self {
        Self {
            id: PersonId { workspace_id: workspace(), record_id: uuid(Kind::Person, number) },
            created_at: instant(number),
            values: PersonValues {
                name: full_name(number),
                email: format!("person{number:05}@example.com"),
                company: company(number),
            },
        }
    }
}

impl Meeting {
    /// The record of this number, counted from 0.
    pub fn nth(number: usize) -> Self {
        Self {
            id: MeetingId { workspace_id: workspace(), meeting_id: uuid(Kind::Meeting, number) },
            title: format!("Meeting {number:05}"),
            starts_at: instant(number),
            company: company(number),
        }
    }
}

impl Application {
    /// The record of this number, counted from 0 in the order of creation.
    pub fn nth(number: usize) -> Self {
        Self {
            id: uuid(Kind::Application, number),
            name: format!("{} App {number:05}", pick(&LAST_NAMES, number)),
            category: pick(&CATEGORIES, number).to_owned(),
            licenses: small(1 + number % 500),
            active: !number.is_multiple_of(9),
        }
    }
}

impl Contact {
    /// The record of this number, counted from 0.
    pub fn nth(number: usize) -> Self {
        let company = number % 6 == 5;
        let email = || format!("contact{number:05}@example.com");
        Self {
            id: Self::id_of(number),
            etag: etag(number),
            name: full_name(number),
            kind: if company { "Company" } else { "Person" }.to_owned(),
            primary_email_address: (!company).then(email),
            created_at: instant(number),
        }
    }

    /// The id of the record of this number.
    pub(crate) fn id_of(number: usize) -> u64 {
        CLIO_FIRST_CONTACT + long(number) * CLIO_ID_STEP
    }
}

impl Activity {
    /// The record of this number, counted from 0.
    pub fn nth(number: usize) -> Self {
        let quantity = f64::from(small(1 + number % 16)) / 4.0;
        let price = f64::from(small(100 + number % 50));
        let expense = number % 4 == 3;
        Self {
            id: Self::id_of(number),
            etag: etag(number),
            kind: if expense { "ExpenseEntry" } else { "TimeEntry" }.to_owned(),
            date: day(number),
            quantity,
            price,
            total: quantity * price,
        }
    }

    /// The id of the record of this number.
    pub(crate) fn id_of(number: usize) -> u64 {
        CLIO_FIRST_ACTIVITY + long(number) * CLIO_ID_STEP
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Note = 1,
    Person = 2,
    Meeting = 3,
    Application = 4,
}

/// Spreads the bits of a number over 64 bits (`SplitMix64`).
pub(crate) fn mix(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

/// The bits of the id of an application.
pub(crate) fn application_bits(number: usize) -> u128 {
    bits(Kind::Application, number)
}

/// The text form of a UUID.
pub(crate) fn uuid_text(bits: u128) -> String {
    let mut text = String::with_capacity(36);
    for (at, byte) in bits.to_be_bytes().into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The bits of a UUID in its text form; `None` for any other text.
pub(crate) fn uuid_bits(text: &str) -> Option<u128> {
    let bits = u128::from_str_radix(&text.replace('-', ""), 16).ok()?;
    (uuid_text(bits) == text).then_some(bits)
}

fn uuid(kind: Kind, number: usize) -> String {
    uuid_text(bits(kind, number))
}

fn bits(kind: Kind, number: usize) -> u128 {
    let seed = (kind as u64) << 56 | long(number);
    let bits = u128::from(mix(seed)) << 64 | u128::from(mix(!seed));
    let version = 0xf000_u128 << 64;
    let variant = 0xc000_u128 << 48;
    bits & !version & !variant | 0x4000_u128 << 64 | 0x8000_u128 << 48
}

fn workspace() -> String {
    "14beef7a-99f7-4534-a87e-70b564330a4c".to_owned()
}

fn full_name(number: usize) -> String {
    let first = pick(&FIRST_NAMES, number);
    format!("{first} {} {number:05}", pick(&LAST_NAMES, number / 3))
}

fn company(number: usize) -> String {
    pick(&COMPANIES, number).to_owned()
}

fn pick(from: &[&'static str], number: usize) -> &'static str {
    from.get(number % from.len()).copied().unwrap_or_default()
}

fn etag(number: usize) -> String {
    format!("\"{:016x}\"", mix(long(number)))
}

fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2020 + number / 336 % 6, 1 + number / 28 % 12, 1 + number % 28)
}

fn instant(number: usize) -> String {
    format!("{}T{:02}:{:02}:00Z", day(number), number % 24, number % 60)
}

fn long(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
