//! What the service says about itself, over HTTP on loopback.

use crate::queue::Queue;
use crate::settings::Settings;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use registry_core::plugin::{Dep, Host, LoadContext, WeakHost, plugin};
use serde_json::{Value, json};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, oneshot};
use tokio::task::JoinHandle;

/// The endpoint while it listens.
pub(crate) struct Endpoint {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    running: Mutex<Option<Running>>,
}

struct Running {
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

#[derive(Clone)]
struct Service {
    host: WeakHost,
    queue: Dep<Queue>,
}

/// Listens on loopback: `/status`, `/status.txt`, `/graph`, `/jobs`.
#[plugin(unload = Endpoint::stop)]
pub(crate) async fn endpoint(settings: Dep<Settings>, queue: Dep<Queue>, context: LoadContext) -> io::Result<Endpoint> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port)).await?;
    let address = listener.local_addr()?;
    let routes = Router::new()
        .route("/status", get(status))
        .route("/status.txt", get(status_text))
        .route("/graph", get(graph))
        .route("/jobs", get(jobs))
        .with_state(Service { host: context.weak_host(), queue });
    let (stop, stopped) = oneshot::channel();
    let server = axum::serve(listener, routes).with_graceful_shutdown(async { drop(stopped.await) });
    let server = tokio::spawn(server.into_future());
    Ok(Endpoint { address, running: Mutex::new(Some(Running { stop, server })) })
}

impl Endpoint {
    /// Answers what was asked, and no more.
    async fn stop(&self) -> io::Result<()> {
        let Some(Running { stop, server }) = self.running.lock().await.take() else { return Ok(()) };
        // it has ended by itself if nobody hears
        let _ = stop.send(());
        server.await?
    }
}

type Answer<T> = Result<T, (StatusCode, String)>;

async fn status(service: State<Service>) -> Answer<Json<Value>> {
    Ok(Json(json!({ "plugins": host(&service)?.status() })))
}

async fn status_text(service: State<Service>) -> Answer<String> {
    Ok(format!("{}\n", host(&service)?.status()))
}

async fn graph(service: State<Service>) -> Answer<String> {
    Ok(format!("{}\n", host(&service)?.graph()))
}

async fn jobs(State(service): State<Service>) -> Answer<Json<Value>> {
    let failed = |error: anyhow::Error| (StatusCode::SERVICE_UNAVAILABLE, format!("{error:#}\n"));
    // the database may be on its way back, and its queries are no business of this thread
    let counts = tokio::task::spawn_blocking(move || service.queue.counts()).await;
    let counts = counts.map_err(anyhow::Error::from).and_then(|counts| counts).map_err(failed)?;
    Ok(Json(json!(counts)))
}

fn host(service: &Service) -> Answer<Host> {
    service.host.upgrade().ok_or_else(|| (StatusCode::SERVICE_UNAVAILABLE, "the service is going down\n".into()))
}
