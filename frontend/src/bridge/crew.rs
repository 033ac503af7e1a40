//! The crew: workers that explore beside the page, and both ends of what is said between them.
//!
//! Workers take errands from one queue and are ended with the [`Crew`]. A worker says that it is ready before it is given its errand,
//! so no message is lost while it loads. Where there can be no worker (a frame of no origin, an old browser, a stale file of another
//! build) the page does the errand itself, in slices shorter than a frame.
//!
//! The worker's address is relative to the page, so the site works under any path.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::view_model::orders::errand::{BUILD, Errand, Report, Task, Word};

/// The worker's file, as trunk names it.
const WORKER: &str = "./worker_loader.js";
/// How long a worker works before it speaks, milliseconds.
const WORKER_SLICE_MS: f64 = 100.0;
/// The same for the first words, so that small programs answer at once.
const WORKER_FIRST_MS: f64 = 30.0;
/// A worker works at least so many times as long as it speaks.
const TALK_SHARE: f64 = 8.0;
/// How long the page works at a time where it has no worker: less than a frame.
const PAGE_SLICE_MS: f64 = 8.0;
/// How often it then says how far it got, milliseconds.
const PAGE_SPEAKS_MS: f64 = 250.0;

type Listener = Rc<dyn Fn(Report)>;
/// Errands that nobody has begun.
type Queue = Rc<RefCell<VecDeque<Errand>>>;

/// Workers at their errands. Dropping it ends them.
#[derive(Default)]
pub struct Crew {
    _hands: Vec<Hand>,
}

struct Hand {
    /// None where the page works itself.
    worker: Option<Worker>,
    _listeners: Vec<EventListener>,
    _post: Rc<Post>,
}

impl Drop for Hand {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
    }
}

/// What a worker and the page that stands in for it share.
struct Post {
    queue: Queue,
    /// The errand under way.
    now: RefCell<Option<Errand>>,
    listen: Listener,
    /// The page's own work, once the worker cannot.
    stand_in: RefCell<Option<Interval>>,
}

impl Crew {
    /// Sends workers, but leaves one processor to the page; an errand that nobody is free for waits. `listen` hears the reports.
    pub fn send(errands: Vec<Errand>, listen: impl Fn(Report) + 'static) -> Crew {
        let listen: Listener = Rc::new(listen);
        let hands = errands.len().min(spare_processors());
        let queue: Queue = Rc::new(RefCell::new(errands.into()));
        let hire = |_| {
            let post = Rc::new(Post {
                queue: queue.clone(),
                now: RefCell::new(None),
                listen: listen.clone(),
                stand_in: RefCell::new(None),
            });
            hire(post)
        };
        Crew {
            _hands: (0..hands).map(hire).collect(),
        }
    }
}

/// Processors that the page does not need itself; at least one.
fn spare_processors() -> usize {
    let all = web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    (all as usize).saturating_sub(1).clamp(1, 8)
}

/// A worker; where there can be none, the page works itself.
fn hire(post: Rc<Post>) -> Hand {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let Ok(worker) = Worker::new_with_options(WORKER, &options) else {
        post.stand_in();
        return Hand {
            worker: None,
            _listeners: Vec::new(),
            _post: post,
        };
    };
    let heard = {
        let (post, worker) = (post.clone(), worker.clone());
        EventListener::new(&worker.clone(), "message", move |event| match word(event) {
            Some(Word::Ready(build)) if build == BUILD => post.hand_over(&worker),
            Some(Word::Ready(_)) => post.take_over(&worker),
            Some(Word::Report(report)) => {
                let done = report.done;
                (post.listen)(report);
                if done {
                    post.hand_over(&worker);
                }
            }
            None => {}
        })
    };
    let failed = {
        let (post, worker) = (post.clone(), worker.clone());
        EventListener::new(&worker.clone(), "error", move |_| post.take_over(&worker))
    };
    Hand {
        worker: Some(worker),
        _listeners: vec![heard, failed],
        _post: post,
    }
}

impl Post {
    fn next(&self) -> Option<Errand> {
        let next = self.queue.borrow_mut().pop_front();
        self.now.replace(next.clone());
        next
    }

    /// Gives the worker its next errand, if there is one.
    fn hand_over(&self, worker: &Worker) {
        if let Some(errand) = self.next() {
            let _ = worker.post_message(&text_of(&errand));
        }
    }

    /// The page does what the worker cannot, from the beginning of the errand under way.
    fn take_over(self: &Rc<Post>, worker: &Worker) {
        worker.terminate();
        if let Some(errand) = self.now.take() {
            self.queue.borrow_mut().push_front(errand);
        }
        self.stand_in();
    }

    /// Works in the page, a little at a time.
    fn stand_in(self: &Rc<Post>) {
        let post = Rc::downgrade(self);
        let mut task: Option<Task> = None;
        let mut spoken = now();
        let timer = Interval::new(0, move || {
            let Some(post) = post.upgrade() else { return };
            if task.as_ref().is_none_or(Task::is_done) {
                task = post.next().map(Task::open);
            }
            let Some(task) = &mut task else { return };
            let done = task.slice(&now, now() + PAGE_SLICE_MS);
            if done || now() - spoken > PAGE_SPEAKS_MS {
                spoken = now();
                (post.listen)(task.report());
            }
        });
        self.stand_in.replace(Some(timer));
    }
}

fn word(event: &web_sys::Event) -> Option<Word> {
    let text = event.dyn_ref::<MessageEvent>()?.data().as_string()?;
    serde_json::from_str(&text).ok()
}

fn text_of(message: &impl serde::Serialize) -> JsValue {
    JsValue::from_str(&serde_json::to_string(message).unwrap_or_default())
}

/// Milliseconds, for the lengths of slices.
fn now() -> f64 {
    js_sys::Date::now()
}

/// The worker's own program: waits for an errand, works on it in slices, and reports after each.
pub fn work() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let timer: Rc<RefCell<Option<Interval>>> = Rc::default();
    let (outside, at_work) = (scope.clone(), timer.clone());
    let hears = EventListener::new(&scope, "message", move |event| {
        let text = event
            .dyn_ref::<MessageEvent>()
            .and_then(|event| event.data().as_string())
            .unwrap_or_default();
        if let Ok(errand) = serde_json::from_str::<Errand>(&text) {
            *at_work.borrow_mut() = Some(begin(errand, outside.clone()));
        }
    });
    // It listens as long as it lives.
    hears.forget();
    std::mem::forget(timer);
    let _ = scope.post_message(&text_of(&Word::Ready(BUILD.to_owned())));
}

fn begin(errand: Errand, scope: DedicatedWorkerGlobalScope) -> Interval {
    let mut task = None;
    let mut slice = WORKER_FIRST_MS;
    Interval::new(0, move || {
        let task = task.get_or_insert_with(|| Task::open(errand.clone()));
        if task.is_done() {
            return;
        }
        task.slice(&now, now() + slice);
        let spoken = now();
        let _ = scope.post_message(&text_of(&Word::Report(task.report())));
        // Long lists are not told all the time.
        slice = WORKER_SLICE_MS.max(TALK_SHARE * (now() - spoken));
    })
}
