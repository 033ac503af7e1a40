//! A static file server for the site under test: a free port, a sub-path, no fallback.
//!
//! It is as plain as the plainest host: what is not a file of the site is 404, so an absolute address in the page shows.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Where on the server the site lives.
const BASE: &str = "/a/sub-path/";

/// A running server; it ends with the value.
pub struct Site {
    /// The site's address, with a slash at its end.
    pub address: String,
    shared: Arc<Shared>,
    port: u16,
}

struct Shared {
    folder: PathBuf,
    missing: Mutex<Vec<String>>,
    stopping: AtomicBool,
}

impl Site {
    /// Serves a folder on a free port.
    pub fn serve(folder: PathBuf) -> Site {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let shared = Arc::new(Shared {
            folder,
            missing: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let server = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if server.stopping.load(Ordering::Relaxed) {
                    return;
                }
                let server = Arc::clone(&server);
                std::thread::spawn(move || server.answer(stream));
            }
        });
        Site {
            address: format!("http://127.0.0.1:{port}{BASE}"),
            shared,
            port,
        }
    }

    /// The paths that were asked for and are not there.
    pub fn missing(&self) -> Vec<String> {
        self.shared
            .missing
            .lock()
            .map(|missing| missing.clone())
            .unwrap_or_default()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        // One more connection wakes the loop that waits for one.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl Shared {
    /// Answers one request and closes.
    fn answer(&self, mut stream: TcpStream) {
        let Some(path) = requested_path(&stream) else {
            return;
        };
        let body = self.file(&path);
        let (status, kind) = if body.is_some() {
            ("200 OK", media_type(&path))
        } else {
            ("404 Not Found", "text/plain")
        };
        if body.is_none() {
            self.missing
                .lock()
                .expect("no other thread fails")
                .push(path);
        }
        let body = body.unwrap_or_default();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let _ = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(&body));
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let inside = path
            .strip_prefix(BASE)
            .filter(|inside| !inside.contains(".."))?;
        std::fs::read(self.folder.join(if inside.is_empty() {
            "index.html"
        } else {
            inside
        }))
        .ok()
    }
}

/// The path of a GET request, read to the end of its head.
fn requested_path(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next()?;
    lines.find(String::is_empty)?;
    let path = first.strip_prefix("GET ")?.split(' ').next()?;
    Some(path.split('?').next().unwrap_or(path).to_owned())
}

fn media_type(path: &str) -> &'static str {
    match Path::new(path)
        .extension()
        .and_then(|extension| extension.to_str())
    {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "text/html; charset=utf-8",
    }
}
