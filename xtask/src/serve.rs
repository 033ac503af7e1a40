//! `cargo xtask serve`: the release page at a local address, rebuilt when a source changes.
//!
//! Trunk does the work. Its output goes to `target/served`, so that `dist/` only ever holds what `cargo xtask dist` wrote.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Child;
use std::time::{Duration, Instant};

use crate::shell::{cannot_run, command, elapsed, say};
use crate::tools;

const USUAL_PORT: u16 = 8080;

/// What the command line asked for.
struct Options {
    port: u16,
    open: bool,
}

/// Runs the command; returns when trunk ends.
pub fn command_line(args: &[String]) -> Result<(), String> {
    let options = parse(args)?;
    let address = SocketAddr::from(([127, 0, 0, 1], options.port));
    free(address)?;
    let tools = tools::page_tools()?;
    say("building the release page (a minute or two the first time, then seconds)");
    let mut serve = command(&tools.trunk);
    serve.args([
        "serve",
        "--release",
        "--dist",
        "target/served",
        "--address",
        "127.0.0.1",
        "--port",
    ]);
    serve
        .arg(options.port.to_string())
        .env("PATH", &tools.path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    if options.open {
        serve.arg("--open");
    }
    let mut trunk = serve.spawn().map_err(|error| cannot_run(&serve, &error))?;
    announce_when_up(&mut trunk, address);
    let status = trunk.wait().map_err(|error| format!("trunk: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("trunk serve ended with {status}"))
    }
}

fn parse(args: &[String]) -> Result<Options, String> {
    let mut options = Options {
        port: USUAL_PORT,
        open: false,
    };
    let mut words = args.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--open" => options.open = true,
            "--port" => options.port = port(words.next())?,
            other => match other.strip_prefix("--port=") {
                Some(number) => options.port = port(Some(&number.to_owned()))?,
                None => {
                    return Err(format!(
                        "xtask serve: unexpected argument `{other}`; see `cargo xtask help`"
                    ));
                }
            },
        }
    }
    Ok(options)
}

fn port(word: Option<&String>) -> Result<u16, String> {
    let number = word
        .and_then(|word| word.parse().ok())
        .filter(|number| *number > 0);
    number.ok_or_else(|| "xtask serve: --port wants a number from 1 to 65535".into())
}

/// Fails where something else already listens, before any long work starts.
fn free(address: SocketAddr) -> Result<(), String> {
    TcpListener::bind(address).map(drop).map_err(|error| {
        let port = address.port();
        let other = if port < u16::MAX { port + 1 } else { port - 1 };
        format!(
            "port {port} is not free ({error}); choose another: cargo xtask serve --port {other}"
        )
    })
}

/// Waits until the page answers, then says where it is. Gives up silently when trunk ends first: trunk has then said why.
fn announce_when_up(trunk: &mut Child, address: SocketAddr) {
    let start = Instant::now();
    while matches!(trunk.try_wait(), Ok(None)) {
        if answers(address) {
            say(&format!(
                "Weft is at http://{address}/  (ready in {}; Ctrl+C stops)",
                elapsed(start.elapsed())
            ));
            return;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn answers(address: SocketAddr) -> bool {
    let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_secs(1)) else {
        return false;
    };
    let asked = stream.set_read_timeout(Some(Duration::from_secs(2))).is_ok()
        && stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n").is_ok();
    let mut head = [0; 12];
    asked && stream.read_exact(&mut head).is_ok() && &head == b"HTTP/1.1 200"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_port_can_be_chosen_in_both_spellings() {
        assert_eq!(parse(&words("")).unwrap().port, USUAL_PORT);
        assert_eq!(parse(&words("--port 9000")).unwrap().port, 9000);
        assert_eq!(parse(&words("--open --port=9001")).unwrap().port, 9001);
        assert!(parse(&words("--port 0")).is_err());
        assert!(parse(&words("--port")).is_err());
        assert!(parse(&words("--prot 1")).is_err());
    }

    #[test]
    fn a_taken_port_is_named_before_anything_starts() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = taken.local_addr().unwrap();
        let error = free(address).unwrap_err();
        assert!(
            error.contains(&address.port().to_string()) && error.contains("--port"),
            "{error}"
        );
    }
}
