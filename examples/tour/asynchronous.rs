//! The walks over `reqwest`.

use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN, Server, ZOHO_TOKEN, ZYLO_TOKEN};
use pagination_core::reqwest::{Error, Items};
use pagination_core::{Cursor, Offset, Paginate};
use reqwest::Client;
use serde_json::json;

use super::Outcome;
use super::apis::{Applications, Contacts, Datastores, Meetings, Notes, People};
use super::report::{Report, until_reported, until_short};

pub async fn walk(server: &Server, report: &mut Report<'_>) -> Outcome {
    let http = Client::new();
    zoho_cliq(server, report, &http).await?;
    attio(server, report, &http).await?;
    zylo(server, report, &http).await?;
    clio(server, report, &http).await
}

async fn zoho_cliq(server: &Server, report: &mut Report<'_>, http: &Client) -> Outcome {
    let datastores = || {
        http.get(server.url_of("/api/v3/datastores"))
            .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"))
            .paginate::<Datastores>()
            .page_size(100)
    };

    let all = server.zoho().ids();
    let mut walk = report.begin("Zoho Cliq", "full list, async", &all, until_reported(all.len(), 100));
    let mut items = datastores().items();
    while let Some(datastore) = items.try_next().await? {
        walk.record(&datastore.id);
    }
    let token = items.sync_token().ok_or("the final page gave no sync token")?.clone();
    report.end(walk, None);

    let mut changed: Vec<String> = all.iter().step_by(171).cloned().collect();
    server.zoho().touch(&changed);
    changed.extend(server.zoho().insert(20));
    let mut walk = report.begin("Zoho Cliq", "changes since then, async", &changed, until_reported(changed.len(), 100));
    let mut items = datastores().since(&token).items();
    while let Some(datastore) = items.try_next().await? {
        walk.record(&datastore.id);
    }
    report.end(walk, None);
    Ok(())
}

async fn attio(server: &Server, report: &mut Report<'_>, http: &Client) -> Outcome {
    let notes = server.attio().note_ids();
    let mut walk = report.begin("Attio", "offset in a GET, async", &notes, until_short(notes.len(), 500));
    let request = http.get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN);
    let mut items = request.paginate::<Notes>().page_size(500).items();
    while let Some(note) = items.try_next().await? {
        walk.record(&note.id.note_id);
    }
    report.end(walk, None);

    let people = server.attio().person_ids();
    let mut walk = report.begin("Attio", "offset in a POST, async", &people, until_short(people.len(), 500));
    let request =
        http.post(server.url_of("/v2/objects/people/records/query")).bearer_auth(ATTIO_TOKEN).json(&json!({}));
    let mut items = request.paginate::<People>().items();
    while let Some(person) = items.try_next().await? {
        walk.record(&person.id.record_id);
    }
    report.end(walk, None);

    let meetings = server.attio().meeting_ids();
    let mut walk = report.begin("Attio", "cursor, async", &meetings, until_reported(meetings.len(), 200));
    let request = http.get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);
    let mut items = request.paginate::<Meetings>().page_size(200).items();
    while let Some(meeting) = items.try_next().await? {
        walk.record(&meeting.id.meeting_id);
    }
    report.end(walk, None);
    Ok(())
}

async fn zylo(server: &Server, report: &mut Report<'_>, http: &Client) -> Outcome {
    let applications =
        || http.get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN).paginate::<Applications>();

    let ids = server.zylo().ids();
    let mut walk = report.begin("Zylo", "skip, async", &ids, until_short(ids.len(), 1000));
    let mut items = applications().page_size(1000).items();
    while let Some(application) = items.try_next().await? {
        walk.record(&application.id);
    }
    report.end(walk, None);

    let ids = server.zylo().ids_sorted();
    let full = until_short(ids.len(), 1000);
    let mut walk = report.begin("Zylo", "cursor in a header, async", &ids, full);
    let mut items = applications().by::<Cursor>().page_size(1000).items();
    while let Some(application) = items.try_next().await? {
        walk.record(&application.id);
    }
    report.end(walk, None);
    Ok(())
}

async fn clio(server: &Server, report: &mut Report<'_>, http: &Client) -> Outcome {
    let contacts = || http.get(server.url_of("/api/v4/contacts")).bearer_auth(CLIO_TOKEN).paginate::<Contacts>();
    let ids = server.clio().contact_ids();

    let mut walk = report.begin("Clio", "next link, async", &ids, until_reported(ids.len(), 200));
    let mut pages = contacts().pages();
    let mut last = Vec::new();
    while let Some(page) = pages.try_next().await? {
        last = page.into_iter().map(|contact| contact.id).collect();
        for id in &last {
            walk.record(id);
        }
    }
    let end = pages.checkpoint();
    report.end(walk, None);

    let before: Vec<_> = ids.iter().take(ids.len() - last.len()).copied().collect();
    let backwards: Vec<_> = before.chunks(200).rev().flatten().copied().collect();
    let mut walk =
        report.begin("Clio", "backwards from the end, async", &backwards, until_reported(backwards.len(), 200));
    let mut items = contacts().resume(end).rev().items();
    while let Some(contact) = items.try_next().await? {
        walk.record(&contact.id);
    }
    report.end(walk, None);

    let activities = server.clio().activity_ids();
    let expected = until_short(activities.len(), 200);
    // Only its last page shows the end of this list, so up to seven requests may go past it.
    let mut walk =
        report.begin("Clio", "offset, 8 at a time, async", &activities, *expected.start()..=expected.end() + 7);
    let request = http.get(server.url_of("/api/v4/activities")).bearer_auth(CLIO_TOKEN);
    let mut items = request.paginate::<Contacts>().by::<Offset>().concurrent(8).items();
    while let Some(activity) = items.try_next().await? {
        walk.record(&activity.id);
    }
    report.end(walk, None);

    let reachable = ids.get(..10_000).unwrap_or(&ids);
    let mut walk = report.begin("Clio", "offset, past the cap, async", reachable, 50..=50);
    let mut items: Items<Contacts, Offset> = contacts().by::<Offset>().items();
    let end = loop {
        match items.try_next().await {
            Ok(Some(contact)) => walk.record(&contact.id),
            Ok(None) => break Some("the list was cut silently".to_owned()),
            Err(Error::CapReached(_)) => break None,
            Err(error) => return Err(error.into()),
        }
    };
    report.end(walk, end);
    Ok(())
}
