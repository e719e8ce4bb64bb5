//! The loop that accepts connections, on a real port.

use crate::http_support::Setup;
use axum::{Router, routing::get};
use server::{
    config::Limits,
    http::listen::{Drained, serve},
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, oneshot},
    task::JoinHandle,
};

async fn start(routes: Router, limits: Limits) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<Drained>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its number");
    let (stop, stopped) = oneshot::channel::<()>();
    let router = Setup::default().protecting(routes).router;
    let server = tokio::spawn(async move {
        serve(listener, router, &limits, async {
            let _either_way = stopped.await;
        })
        .await
    });
    (address, stop, server)
}

async fn send(address: SocketAddr, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(text.as_bytes()).await.expect("to write");
    stream
}

async fn read(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("to read");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn what_is_under_way_is_answered_before_the_end() {
    let (begun, gate) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (tell, wait) = (Arc::clone(&begun), Arc::clone(&gate));
    let slow = move || async move {
        tell.add_permits(1);
        wait.acquire().await.map(|_| "the answer").unwrap_or("closed")
    };
    let (address, stop, server) = start(Router::new().route("/api/slow", get(slow)), Limits::default()).await;
    let under_way = send(address, "GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let idle = send(address, "").await;
    let _begun = begun.acquire().await.expect("the request to begin");
    stop.send(()).expect("to stop");
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    gate.add_permits(1);
    assert!(read(under_way).await.ends_with("the answer"));
    drop(idle);
    assert_eq!(server.await.expect("the server"), Drained::All);
}

#[tokio::test]
async fn what_does_not_end_is_cut() {
    let begun = Arc::new(Semaphore::new(0));
    let tell = Arc::clone(&begun);
    let never = move || async move {
        tell.add_permits(1);
        std::future::pending::<&'static str>().await
    };
    let limits = Limits { drain_time: Duration::from_millis(20), ..Limits::default() };
    let (address, stop, server) = start(Router::new().route("/api/never", get(never)), limits).await;
    let _under_way = send(address, "GET /api/never HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let _begun = begun.acquire().await.expect("the request to begin");
    stop.send(()).expect("to stop");
    assert_eq!(server.await.expect("the server"), Drained::Some);
}

#[tokio::test]
async fn a_head_that_does_not_come_to_its_end_is_not_waited_for() {
    let limits = Limits { head_time: Duration::from_millis(50), ..Limits::default() };
    let (address, _stop, _server) = start(Router::new(), limits).await;
    let slow = send(address, "GET /zh/ HTTP/1.1\r\nHost: a\r\nX-Slow: ").await;
    let answer = read(slow).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test]
async fn a_head_without_end_is_refused() {
    let (address, _stop, _server) = start(Router::new(), Limits::default()).await;
    let mut stream = send(address, "GET /zh/ HTTP/1.1\r\nHost: a\r\nX-Long: ").await;
    let chunk = [b'x'; 16 * 1024];
    // The server may close before all is sent; what counts is that it does not read on for ever.
    for _ in 0..64 {
        if stream.write_all(&chunk).await.is_err() {
            return;
        }
    }
    let mut answer = Vec::new();
    let _cut = stream.read_to_end(&mut answer).await;
    assert!(String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 431"));
}
