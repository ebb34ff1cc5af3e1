//! Pauses, and the timer that they use.
//!
//! In a browser and in node, a timer is a JavaScript promise, which stays on its thread, as reqwest's own futures do there.

use std::future::Future;
use std::pin::Pin;

/// A pause before the next request. On `wasm32-unknown-unknown` it is not `Send`.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub type Pause = Pin<Box<dyn Future<Output = ()> + Send + Sync>>;

/// A pause before the next request. It is not `Send`.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub type Pause = Pin<Box<dyn Future<Output = ()>>>;

/// `Send`, except on `wasm32-unknown-unknown`, where reqwest's futures are not.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub trait MaybeSend: Send {}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// Any type: reqwest's futures are not `Send` here.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub trait MaybeSend {}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
impl<T: ?Sized> MaybeSend for T {}

/// Is over after so long.
#[cfg(all(feature = "tokio", not(all(feature = "reqwest", all(target_arch = "wasm32", target_os = "unknown")))))]
pub(crate) fn sleep(wait: std::time::Duration) -> Pause {
    Box::pin(tokio::time::sleep(wait))
}

/// Is over after so long. tokio has no clock here.
#[cfg(all(feature = "reqwest", all(target_arch = "wasm32", target_os = "unknown")))]
pub(crate) fn sleep(wait: std::time::Duration) -> Pause {
    use js_sys::{Function, Promise, Reflect, global};

    // A timer takes at most 2^31 - 1 milliseconds, and rings at once where it is given more.
    let milliseconds = i32::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX);
    let promise = Promise::new(&mut |resolve, _| {
        let set_timeout = Reflect::get(&global(), &"setTimeout".into()).map(Function::from);
        let started = set_timeout.and_then(|set| set.call2(&global(), &resolve, &milliseconds.into()));
        if started.is_err() {
            // Without timers, there is no pause.
            let _ = resolve.call0(&global());
        }
    });
    Box::pin(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    })
}
