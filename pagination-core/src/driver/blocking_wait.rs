//! Waits for a walk on the current thread.

use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Wakes a thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls until there is a result. A blocking transport has one at once; otherwise the thread sleeps until it is woken.
pub(crate) fn block_on<R>(mut poll: impl FnMut(&mut Context<'_>) -> Poll<R>) -> R {
    if let Poll::Ready(result) = poll(&mut Context::from_waker(Waker::noop())) {
        return result;
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(result) = poll(&mut cx) {
            return result;
        }
        thread::park();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::time::Duration;

    #[test]
    fn a_result_from_another_thread_wakes_the_one_that_waits() {
        let (sender, receiver) = std::sync::mpsc::channel::<Waker>();
        let other = thread::spawn(move || {
            let waker = receiver.recv().ok();
            thread::sleep(Duration::from_millis(20));
            waker.iter().for_each(Waker::wake_by_ref);
        });
        let mut polls = 0;
        let mut pending = std::pin::pin!(std::future::poll_fn(|cx| {
            polls += 1;
            if polls == 2 {
                let _ = sender.send(cx.waker().clone());
            }
            if polls < 3 { Poll::Pending } else { Poll::Ready("done") }
        }));
        assert_eq!(block_on(|cx| pending.as_mut().poll(cx)), "done");
        assert!(other.join().is_ok());
    }
}
