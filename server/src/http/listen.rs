//! Accepts connections and ends them kindly.

use crate::config::Limits;
use axum::{Extension, Router, extract::ConnectInfo};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{future::Future, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

/// The head of a request beyond its address and header fields: their separators.
const SPARE_BYTES: usize = 16 * 1024;

/// Whether all that was under way could end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drained {
    /// Everything was answered.
    All,
    /// Some connections were cut after the drain time.
    Some,
}

/// Serves until `stop` comes; then accepts nothing new and lets what is under way end, for as long as the limits allow.
///
/// This is HTTP/1.1: a proxy that speaks TLS and HTTP/2 or 3 to the public stands before it. It is our own loop because
/// the head of a request must come within a time, and because the number of connections is bounded.
pub async fn serve(listener: TcpListener, router: Router, limits: &Limits, stop: impl Future<Output = ()>) -> Drained {
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(limits.address_bytes + limits.header_bytes + SPARE_BYTES);
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(limits.connections));
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, place) = tokio::select! {
            accepted = accept(&listener, &room) => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
            () = &mut stop => break,
        };
        let service = TowerToHyperService::new(with_address(&stream, router.clone()));
        let connection = connections.watch(server.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            let _place = place;
            // A connection that breaks off is the client's affair; it is worth a line only to who looks for it.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    match tokio::time::timeout(limits.drain_time, connections.shutdown()).await {
        Ok(()) => Drained::All,
        Err(_) => Drained::Some,
    }
}

/// The router for one connection, whose requests know where they come from.
fn with_address(stream: &TcpStream, router: Router) -> Router {
    match stream.peer_addr() {
        Ok(address) => router.layer(Extension(ConnectInfo(address))),
        Err(_) => router,
    }
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // Answers are written whole; waiting to fill a packet would only delay them.
            let _best_effort = stream.set_nodelay(true);
            Some((stream, place))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            // Out of file handles, for one: to try again at once would only burn the processor.
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}
