//! The crew: workers that explore beside the page, and both ends of what is said between them.
//!
//! Workers take errands from one queue and are ended with the [`Crew`]. A worker says that it is ready before it is given its errand,
//! so no message is lost while it loads. An exploration that turns out to be long lends pieces of its work: they are errands for those
//! who have none, and for workers hired then; what is done goes back to the worker that explores. Where there can be no worker (a frame
//! of no origin, an old browser, a stale file of another build) the page does the errand itself, in slices shorter than a frame.
//!
//! The worker's address is relative to the page, so the site works under any path.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::view_model::orders::errand::{BUILD, Errand, Order, Report, Role, Task, Word};

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

type Listener = Box<dyn Fn(Report)>;

/// Workers at their errands. Dropping it ends them.
#[derive(Default)]
pub struct Crew {
    _office: Option<Rc<Office>>,
}

/// What all workers have in common.
struct Office {
    /// Errands that nobody has begun.
    queue: RefCell<VecDeque<Errand>>,
    listen: Listener,
    hands: RefCell<Vec<Hand>>,
    /// Most hands.
    most: usize,
}

struct Hand {
    /// None where the page works itself.
    worker: Option<Worker>,
    post: Rc<Post>,
    _listeners: Vec<EventListener>,
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
    office: Weak<Office>,
    /// The worker has loaded.
    ready: Cell<bool>,
    /// The errand under way.
    now: RefCell<Option<Errand>>,
    /// The page's own work, once the worker cannot.
    stand_in: RefCell<Option<Interval>>,
}

impl Crew {
    /// Sends workers, but leaves one processor to the page; an errand that nobody is free for waits. `listen` hears the reports.
    pub fn send(mut errands: Vec<Errand>, listen: impl Fn(Report) + 'static) -> Crew {
        let most = spare_processors();
        let hands = errands.len().min(most);
        for errand in &mut errands {
            errand.helpers = most - hands;
        }
        let office = Rc::new(Office {
            queue: RefCell::new(errands.into()),
            listen: Box::new(listen),
            hands: RefCell::default(),
            most,
        });
        (0..hands).for_each(|_| office.hire());
        Crew {
            _office: Some(office),
        }
    }
}

/// Processors that the page does not need itself; at least one.
fn spare_processors() -> usize {
    let all = web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    (all as usize).saturating_sub(1).clamp(1, 8)
}

impl Office {
    /// Takes on a worker; where there can be none, the page works itself.
    fn hire(self: &Rc<Office>) {
        let post = Rc::new(Post {
            office: Rc::downgrade(self),
            ready: Cell::new(false),
            now: RefCell::new(None),
            stand_in: RefCell::new(None),
        });
        let hand = hire(post);
        self.hands.borrow_mut().push(hand);
    }

    /// A worker has spoken.
    fn hear(self: &Rc<Office>, mut report: Report) {
        let loans = std::mem::take(&mut report.loans);
        let owner = self.explorer_of(report.job);
        if report.role == Role::Help {
            for loans in loans {
                if let Some((worker, _)) = &owner {
                    let _ = worker.post_message(&text_of(&Order::Back(loans)));
                }
            }
            return;
        }
        (self.listen)(report);
        if let Some((_, errand)) = owner.filter(|_| !loans.is_empty()) {
            let errands = loans.into_iter().map(|loans| errand.help(loans));
            self.queue.borrow_mut().extend(errands);
            self.wake();
        }
    }

    /// The worker that explores for a job, and its errand.
    fn explorer_of(&self, job: u32) -> Option<(Worker, Errand)> {
        let hands = self.hands.borrow();
        hands.iter().find_map(|hand| {
            let now = hand.post.now.borrow();
            let errand = now.as_ref()?;
            let explores = errand.job == job && errand.role == Role::Whole;
            explores.then_some((hand.worker.clone()?, errand.clone()))
        })
    }

    /// Gives what is in the queue to those who have nothing to do, and hires more where they are too few.
    fn wake(self: &Rc<Office>) {
        let hands = self.hands.borrow();
        for hand in hands.iter().filter(|hand| hand.post.is_idle()) {
            if let Some(worker) = &hand.worker {
                hand.post.hand_over(worker);
            }
        }
        let coming = hands.iter().filter(|hand| !hand.post.ready.get()).count();
        let wanted = self.queue.borrow().len().saturating_sub(coming);
        let more = wanted.min(self.most.saturating_sub(hands.len()));
        drop(hands);
        (0..more).for_each(|_| self.hire());
    }
}

/// A worker at its post.
fn hire(post: Rc<Post>) -> Hand {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let Ok(worker) = Worker::new_with_options(WORKER, &options) else {
        post.stand_in();
        return Hand {
            worker: None,
            _listeners: Vec::new(),
            post,
        };
    };
    let heard = {
        let (post, worker) = (post.clone(), worker.clone());
        EventListener::new(&worker.clone(), "message", move |event| match word(event) {
            Some(Word::Ready(build)) if build == BUILD => {
                post.ready.set(true);
                post.hand_over(&worker);
            }
            Some(Word::Ready(_)) => post.take_over(&worker),
            Some(Word::Report(report)) => {
                let done = report.done;
                post.hear(*report);
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
        post,
    }
}

impl Post {
    fn next(&self) -> Option<Errand> {
        let office = self.office.upgrade()?;
        let next = office.queue.borrow_mut().pop_front();
        self.now.replace(next.clone());
        next
    }

    fn hear(&self, report: Report) {
        if let Some(office) = self.office.upgrade() {
            office.hear(report);
        }
    }

    /// Whether the worker waits for an errand.
    fn is_idle(&self) -> bool {
        self.ready.get() && self.now.borrow().is_none()
    }

    /// Gives the worker its next errand, if there is one.
    fn hand_over(&self, worker: &Worker) {
        if let Some(errand) = self.next() {
            let _ = worker.post_message(&text_of(&Order::Errand(Box::new(errand))));
        }
    }

    /// The page does what the worker cannot, from the beginning of the errand under way.
    fn take_over(self: &Rc<Post>, worker: &Worker) {
        worker.terminate();
        self.ready.set(false);
        if let (Some(errand), Some(office)) = (self.now.take(), self.office.upgrade()) {
            office.queue.borrow_mut().push_front(errand);
        }
        self.stand_in();
    }

    /// Works in the page, a little at a time. What is explored here is shared with nobody.
    fn stand_in(self: &Rc<Post>) {
        let post = Rc::downgrade(self);
        let mut task: Option<Task> = None;
        let mut spoken = now();
        let timer = Interval::new(0, move || {
            let Some(post) = post.upgrade() else { return };
            if task.as_ref().is_none_or(Task::is_done) {
                task = post.next().map(|errand| {
                    Task::open(Errand {
                        helpers: 0,
                        ..errand
                    })
                });
            }
            let Some(task) = &mut task else { return };
            let done = task.slice(&now, now() + PAGE_SLICE_MS);
            if done || now() - spoken > PAGE_SPEAKS_MS {
                spoken = now();
                post.hear(task.report());
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
    let desk = Rc::new(Desk {
        scope: scope.clone(),
        task: RefCell::new(None),
        slice: Cell::new(WORKER_FIRST_MS),
    });
    let at_work = desk.clone();
    let timer = Interval::new(0, move || at_work.work());
    let hears = EventListener::new(&scope, "message", move |event| {
        let text = event
            .dyn_ref::<MessageEvent>()
            .and_then(|event| event.data().as_string())
            .unwrap_or_default();
        if let Ok(order) = serde_json::from_str::<Order>(&text) {
            desk.take(order);
        }
    });
    // It listens and works as long as it lives.
    hears.forget();
    timer.forget();
    let _ = scope.post_message(&text_of(&Word::Ready(BUILD.to_owned())));
}

/// What a worker has before it.
struct Desk {
    scope: DedicatedWorkerGlobalScope,
    task: RefCell<Option<Task>>,
    /// How long it works before it speaks next, milliseconds.
    slice: Cell<f64>,
}

impl Desk {
    fn take(&self, order: Order) {
        let mut task = self.task.borrow_mut();
        match order {
            Order::Errand(errand) => {
                if !task.as_mut().is_some_and(|task| task.goes_on(&errand)) {
                    *task = Some(Task::open(*errand));
                }
                self.slice.set(WORKER_FIRST_MS);
            }
            Order::Back(loans) => {
                if let Some(task) = task.as_mut() {
                    task.take_back(&loans);
                }
            }
        }
    }

    fn work(&self) {
        let mut task = self.task.borrow_mut();
        let Some(task) = task.as_mut() else { return };
        if task.is_done() || task.is_waiting() {
            return;
        }
        task.slice(&now, now() + self.slice.get());
        let spoken = now();
        let report = Word::Report(Box::new(task.report()));
        let _ = self.scope.post_message(&text_of(&report));
        // Long lists are not told all the time.
        let slice = WORKER_SLICE_MS.max(TALK_SHARE * (now() - spoken));
        self.slice.set(slice);
    }
}
