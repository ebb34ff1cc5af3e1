//! Runs the demo APIs until it is stopped: `demo-apis [--port N] [--latency-ms N]`.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use demo_apis::{ATTIO_TOKEN, Builder, CLIO_TOKEN, Faults, Server, ZOHO_TOKEN, ZYLO_TOKEN};

const USAGE: &str = "usage: demo-apis [--port N] [--latency-ms N] [--fault-rate SHARE] [--seed N]";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let started = configure(&arguments).and_then(|builder| {
        let server = builder.start().map_err(|error| error.to_string())?;
        greet(&server).map_err(|error| error.to_string())?;
        Ok(server)
    });
    match started {
        Ok(server) => {
            server.wait();
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn configure(arguments: &[String]) -> Result<Builder, String> {
    let mut builder = Server::builder();
    let (mut rate, mut seed) = (0.0, 1);
    let mut rest = arguments.iter();
    while let Some(name) = rest.next() {
        let value = rest.next().ok_or(USAGE)?;
        match name.as_str() {
            "--port" => builder = builder.port(number(value)?),
            "--latency-ms" => builder = builder.latency(Duration::from_millis(number(value)?)),
            "--fault-rate" => rate = number(value)?,
            "--seed" => seed = number(value)?,
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(if rate > 0.0 { builder.faults(Faults::seeded(seed).rate(rate)) } else { builder })
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("not a number that fits: {text}\n{USAGE}"))
}

fn greet(server: &Server) -> io::Result<()> {
    let url = server.url();
    let mut out = io::stdout().lock();
    writeln!(out, "{url}\n")?;
    let zoho = format!("Zoho-oauthtoken {ZOHO_TOKEN}");
    let attio = format!("Bearer {ATTIO_TOKEN}");
    let zylo = format!("Bearer {ZYLO_TOKEN}");
    let clio = format!("Bearer {CLIO_TOKEN}");
    let reads = [
        (&zoho, "/api/v3/datastores?limit=2"),
        (&zoho, "/api/v3/chats?limit=2"),
        (&attio, "/v2/notes?limit=2&offset=2"),
        (&attio, "/v2/meetings?limit=2"),
        (&zylo, "/v2/applications?limit=2&sort=id"),
        (&clio, "/api/v4/contacts?fields=id,name&limit=2&order=id(asc)"),
        (&clio, "/api/v4/activities?fields=id,quantity,price,total&limit=2&offset=10"),
    ];
    for (token, path) in reads {
        writeln!(out, "curl -i -H 'Authorization: {token}' '{url}{path}'")?;
    }
    writeln!(
        out,
        "curl -i -H 'Authorization: {attio}' -H 'Content-Type: application/json' \
         -d '{{\"limit\": 2}}' '{url}/v2/objects/people/records/query'"
    )?;
    out.flush()
}
