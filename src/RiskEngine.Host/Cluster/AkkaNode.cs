using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;
using RiskEngine.AkkaCluster;

namespace RiskEngine.Host.Cluster;

/// <summary>The actor system of a service: alone, or a node of the service's own Akka cluster.</summary>
internal static class AkkaNode
{
    private const string Name = "risk-engine-host";

    /// <summary>A signal to stop is the service's, which stops the system itself: one that ends otherwise has ended by itself.</summary>
    private const string StoppedByTheService = "akka.coordinated-shutdown.run-by-clr-shutdown-hook = off";

    /// <summary>Above the longest answer of an exchange that is passed on: what is longer than a frame is lost without a word.</summary>
    private const int MaxFrameBytes = 8 * 1024 * 1024;

    /// <summary>Starts the system; in a cluster it asks the seeds to let it in.</summary>
    /// <param name="cluster">How the node is reached; null, or not over Akka: the system is alone.</param>
    /// <param name="own">The configuration besides.</param>
    /// <exception cref="IOException">Nobody can be let in at the address, or a certificate cannot be read.</exception>
    internal static ActorSystem Start(ClusterSettings? cluster, Config own)
    {
        own = ConfigurationFactory.ParseString(StoppedByTheService).WithFallback(own);
        if (cluster is not { IsOverAkka: true, Address: { } address })
            return ActorSystem.Create(Name, own);
        try
        {
            var setup = BootstrapSetup.Create().WithConfig(own.WithFallback(Settings(cluster, address)));
            return ActorSystem.Create(
                Name,
                cluster.Certificate is { } certificate
                    ? ActorSystemSetup.Create(setup, Tls(certificate))
                    : ActorSystemSetup.Create(setup)
            );
        }
        catch (CryptographicException unreadable)
        {
            throw new IOException(
                $"A certificate of risk-engine.cluster cannot be read: {unreadable.Message}",
                unreadable
            );
        }
        catch (Exception failure) when (failure is not IOException)
        {
            // Akka wraps what the transport said in whatever was at work.
            throw new IOException(
                $"No node can be reached at {address}: {failure.GetBaseException().Message}",
                failure
            );
        }
    }

    private static Config Settings(ClusterSettings cluster, Uri address)
    {
        var protocol = cluster.Certificate is null ? "akka.tcp" : "akka.ssl.tcp";
        var seeds = cluster.Seeds.Select(seed => $"\"{protocol}://{Name}@{seed.Host}:{seed.Port}\"");
        return ConfigurationFactory
            .ParseString(
                $$"""
                akka {
                  remote.dot-netty.tcp {
                    hostname = "{{address.Host}}"
                    port = {{address.Port}}
                    enable-ssl = {{(cluster.Certificate is null ? "off" : "on")}}
                    maximum-frame-size = {{MaxFrameBytes}}b
                  }
                  cluster.seed-nodes = [{{string.Join(", ", seeds)}}]
                }
                """
            )
            .WithFallback(RiskEngineCluster.Reference);
    }

    /// <summary>Both sides show a certificate, and only what the given authority has signed is one.</summary>
    private static DotNettySslSetup Tls(NodeCertificate node)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(node.Authority);
        using var pem = X509Certificate2.CreateFromPemFile(node.File, node.KeyFile.Length > 0 ? node.KeyFile : null);
        // A key that was read from PEM is not one that every platform's TLS takes.
        var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        return new DotNettySslSetup(
            own,
            suppressValidation: false,
            requireMutualAuthentication: true,
            (shown, _, _, _, _) => shown is not null && IsSignedBy(authority, shown)
        );
    }

    private static bool IsSignedBy(X509Certificate2 authority, X509Certificate2 shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        // An authority of one's own for a few machines publishes no list of what it took back: it is replaced.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown);
    }
}
