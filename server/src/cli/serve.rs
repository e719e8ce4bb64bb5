//! `atlas serve`: opens the database, builds the Atlas, and answers until it is told to stop.

use crate::{
    clock::Clock,
    config::Config,
    desk::Office,
    health::{NotReady, Readiness},
    http::{
        Routers, Shared,
        listen::{self, Drained},
    },
    keeping,
    publish::{self, Origin, Publisher},
    reports::ReportBox,
    store::{Database, StoreError},
    telemetry,
};
use app::{
    atlas::Published,
    domain::{change::Version, text::Text},
    monitor::Thresholds,
    store::{Publication, Settings},
};
use clap::Args;
use futures::future::BoxFuture;
use http::uri::Authority;
use ipnet::{IpNet, Ipv4Net};
use std::{
    io::{self, ErrorKind, Write},
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::net::TcpListener;

/// How long the database may take to close after the last answer.
const CLOSING: Duration = Duration::from_millis(500);

/// The flags of `atlas serve`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Address and port to listen on
    #[arg(long, env = "ATLAS_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// Address and port for Prometheus, which asks there for /metrics; none without it
    #[arg(long, env = "ATLAS_METRICS_LISTEN", value_name = "ADDRESS:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// Folder with the files of the site [default: target/site, else the folder "site" beside the program]
    #[arg(long, env = "ATLAS_SITE_ROOT", value_name = "FOLDER")]
    pub site_root: Option<PathBuf>,
    /// This installation's own approval number for its map (审图号), shown on it
    #[arg(long, env = "ATLAS_MAP_APPROVAL", value_name = "NUMBER", value_parser = text)]
    pub map_approval: Option<Text>,
    /// Scheme and host under which the public reaches this installation, such as https://atlas.example
    #[arg(long, env = "ATLAS_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<Text>,
    /// Address or network of a proxy in front that is not on this machine; its X-Forwarded-For is believed. Several with
    /// commas between them
    #[arg(long, env = "ATLAS_TRUSTED_PROXIES", value_name = "ADDRESS|NETWORK", value_delimiter = ',', value_parser = network)]
    pub trusted_proxy: Vec<IpNet>,
    /// Days after which the monitor says of an entry that nobody has changed or confirmed it for long
    #[arg(long, env = "ATLAS_STALE_AFTER", value_name = "DAYS", default_value_t = Thresholds::default().stale_after_days,
        value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub stale_after: u32,
    /// Days after which name and sign-in name of somebody who was deactivated and not seen since are erased; never without it
    #[arg(long, env = "ATLAS_ERASE_AFTER", value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub erase_after: Option<u32>,
}

/// Why serving did not begin or could not go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port belongs to another program.
    #[error("{0} is in use by another program. Stop it, or choose another port with {1}.")]
    PortTaken(SocketAddr, &'static str),
    /// Another reason why the address cannot be listened on.
    #[error("Cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    /// The same port for both.
    #[error("--listen and --metrics-listen are both at {0}. Choose a port of its own for each.")]
    OnePort(SocketAddr),
    /// The folder that was named for the files of the site.
    #[error(
        "There is no folder {}, which --site-root or ATLAS_SITE_ROOT names for the files of the site. Without it they are taken from beside the program.", .0.display()
    )]
    NoSite(PathBuf),
    /// The database cannot be opened or read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// When the port or the database cannot be had; the error's text is the sentence for the operator.
pub async fn run(arguments: Arguments, database: &str, clock: Clock) -> Result<(), ServeError> {
    telemetry::start();
    if let Some(folder) = arguments.site_root.as_ref().filter(|folder| !folder.is_dir()) {
        return Err(ServeError::NoSite(folder.clone()));
    }
    if let Some(metrics) = arguments.metrics_listen.filter(|metrics| are_one(arguments.listen, *metrics)) {
        return Err(ServeError::OnePort(metrics));
    }
    let listener = bind(arguments.listen, "--listen").await?;
    let for_metrics = match arguments.metrics_listen {
        Some(address) => Some(bind(address, "--metrics-listen").await?),
        None => None,
    };
    let database = Arc::new(Database::open_and_upgrade(database).await?);
    let atlas = publish::build(&*database).await?;
    let version = atlas.version();

    let trusted_proxies = arguments.trusted_proxy;
    // In a container every start has the same number of a process.
    let instance = u32::try_from(clock.now_ms() / 1000).unwrap_or_default();
    let config = Config { clock, trusted_proxies, ..Config::find(arguments.site_root, instance) };
    if !config.site_root.is_dir() {
        tracing::warn!(folder = %config.site_root.display(), "the folder with the site's files is not there");
    }
    let limits = config.limits.clone();
    let settings =
        Settings { map_approval: arguments.map_approval, public_url: arguments.public_url, assets: config.assets() };
    let reports = Arc::new(ReportBox::new(Arc::clone(&database), clock));
    let publisher = Arc::new(Publisher::new(atlas, settings).with_reports(reports));
    let publication: Arc<dyn Publication> = Arc::clone(&publisher) as _;
    let thresholds = Thresholds { stale_after_days: arguments.stale_after, ..Thresholds::default() };
    let office = Office::new(Arc::clone(&database), Arc::clone(&publisher), clock).with_thresholds(thresholds);
    let office = Arc::new(office);
    let shared = Shared::new(config, publication, Arc::clone(&database) as _).with_office(office);
    let routers = Routers::new(shared);

    let address = listener.local_addr().unwrap_or(arguments.listen);
    // Who reads this line may connect; that nobody reads it is no reason to stop.
    let _unread = writeln!(io::stdout(), "Tongxin Atlas 同心图: http://{address}");
    tracing::info!(%address, version = version.0, "serving");
    let follower = tokio::spawn(publish::follow(Arc::clone(&database), publisher, publish::POLL));
    let eraser = arguments.erase_after.map(|days| tokio::spawn(keeping::follow(Arc::clone(&database), clock, days)));
    let metrics = for_metrics.map(|listener| {
        tracing::info!(address = ?listener.local_addr().ok(), "metrics");
        let limits = limits.clone();
        // It ends with the program, and holds up nothing.
        tokio::spawn(async move { listen::serve(listener, routers.metrics, &limits, std::future::pending()).await })
    });
    let drained = listen::serve(listener, routers.site, &limits, told_to_stop()).await;

    follower.abort();
    for task in metrics.map(|task| task.abort_handle()).into_iter().chain(eraser.map(|task| task.abort_handle())) {
        task.abort();
    }
    if drained == Drained::Some {
        tracing::warn!("some connections were cut");
    }
    if tokio::time::timeout(CLOSING, database.close()).await.is_err() {
        tracing::warn!("the database did not close in time");
    }
    tracing::info!("stopped");
    Ok(())
}

/// Whether two addresses cannot both be listened on.
fn are_one(one: SocketAddr, other: SocketAddr) -> bool {
    // All addresses of IPv6 are those of IPv4, too.
    let holds = |all: IpAddr, one: IpAddr| all.is_unspecified() && (all.is_ipv6() || one.is_ipv4());
    let (here, there) = (one.ip(), other.ip());
    one.port() != 0 && one.port() == other.port() && (here == there || holds(here, there) || holds(there, here))
}

async fn bind(address: SocketAddr, flag: &'static str) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => ServeError::PortTaken(address, flag),
        _ => ServeError::Listen(address, error),
    })
}

/// Waits for Ctrl-C or for the service manager.
pub(super) async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("stopping");
}

fn text(raw: &str) -> Result<Text, String> {
    Text::new(raw).map_err(|broken| broken.to_string())
}

/// Scheme and host, as a flag gives them.
pub(super) fn public_url(raw: &str) -> Result<Text, String> {
    let raw = raw.trim_end_matches('/');
    let host = raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://"));
    match host.and_then(|host| host.parse::<Authority>().ok()).filter(is_host) {
        Some(_) => text(raw),
        None => {
            Err("write it as https://HOST or https://HOST:PORT, without a name to sign in with and without a path"
                .into())
        }
    }
}

/// Whether it is a host that browsers can reach, with a port or without, and nothing else: it stands in links for everybody.
fn is_host(authority: &Authority) -> bool {
    let port = authority.as_str().strip_prefix(authority.host());
    !authority.host().is_empty()
        && port.is_some_and(|port| port.is_empty() || authority.port_u16().is_some_and(|port| port > 0))
}

/// A network, or an address that stands for itself. IPv4 in the clothes of IPv6 is IPv4, as it is for senders.
fn network(raw: &str) -> Result<IpNet, String> {
    let raw = raw.trim();
    let network = raw.parse().or_else(|_| raw.parse().map(|address: IpAddr| IpNet::from(address)));
    let network = network.map_err(|_| "write an address, such as 10.0.0.2, or a network, such as 10.0.0.0/8")?;
    let dressed = network.addr().to_canonical();
    let network = match (dressed, network.prefix_len().checked_sub(96)) {
        (IpAddr::V4(four), Some(length)) if network.addr().is_ipv6() => {
            Ipv4Net::new(four, length).map_or(network, IpNet::V4)
        }
        _ => network,
    };
    match network.prefix_len() {
        0 => Err("everybody would be believed: name the proxy alone, or its network".to_owned()),
        _ => Ok(network),
    }
}

impl Origin for Database {
    type Error = StoreError;

    async fn version(&self) -> Result<Version, StoreError> {
        Database::version(self).await
    }

    async fn published(&self) -> Result<Published, StoreError> {
        Database::published(self).await
    }
}

impl Readiness for Database {
    fn ready(&self) -> BoxFuture<'_, Result<(), NotReady>> {
        Box::pin(async {
            Database::ready(self).await.map_err(|error| NotReady {
                // What the store says may name the place of the database, which is nobody's business.
                sentence: "The database does not answer.".into(),
                cause: format!("{error:?}"),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::{Arguments, Verb};
    use clap::Parser;

    /// What `atlas serve` understands.
    fn read(flags: &[&str]) -> Result<super::Arguments, String> {
        match Arguments::try_parse_from([&["atlas", "serve"], flags].concat()) {
            Ok(Arguments { verb: Verb::Serve(serve), .. }) => Ok(serve),
            Ok(other) => panic!("another verb: {other:?}"),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn proxies_are_addresses_and_networks() {
        let flags = ["--trusted-proxy", "10.0.0.2, ::ffff:192.168.0.0/112", "--trusted-proxy", "2001:db8::/32"];
        let proxies: Vec<_> = read(&flags).expect("a list").trusted_proxy.iter().map(ToString::to_string).collect();
        assert_eq!(proxies, ["10.0.0.2/32", "192.168.0.0/16", "2001:db8::/32"]);
        for wrong in ["proxy.example", "10.0.0.0/33", "10.0.0.2:80", "10.0.0.2,,10.0.0.3"] {
            let refused = read(&["--trusted-proxy", wrong]).expect_err(wrong);
            assert!(refused.contains("write an address, such as 10.0.0.2, or a network"), "{refused}");
        }
        for everybody in ["0.0.0.0/0", "::/0", "::ffff:0:0/96"] {
            let refused = read(&["--trusted-proxy", everybody]).expect_err(everybody);
            assert!(refused.contains("everybody would be believed"), "{refused}");
        }
    }

    #[test]
    fn a_public_url_is_scheme_host_and_port() {
        for good in
            ["https://atlas.example", "http://127.0.0.1:3000", "https://[2001:db8::1]:8443", "https://atlas.example/"]
        {
            let url = read(&["--public-url", good]).expect(good).public_url;
            assert_eq!(url.as_deref(), Some(good.trim_end_matches('/')));
        }
        for wrong in [
            "https://user:pw@atlas.example",
            "https://@atlas.example",
            "https://atlas.example:99999",
            "https://atlas.example:0",
            "https://atlas.example:",
            "https://atlas.example:x",
            "https://:443",
            "https://atlas.example/path",
            "https://atlas.example?x",
            "https://",
            "ftp://atlas.example",
            "atlas.example",
        ] {
            assert!(read(&["--public-url", wrong]).expect_err(wrong).contains("write it as https://HOST"));
        }
    }
}
