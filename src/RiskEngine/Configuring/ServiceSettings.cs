namespace RiskEngine;

/// <summary>How the service listens and what it keeps; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
public sealed record ServiceSettings
{
    private const string Web = "an http or https address";

    /// <summary>Where it listens: http or https, a loopback address unless certificate and operators are given.</summary>
    public required Uri Listen { get; init; }

    /// <summary>The certificate's file, PEM; empty: none.</summary>
    public required string Certificate { get; init; }

    /// <summary>The file of the certificate's key, PEM; empty: it stands in the certificate's.</summary>
    public required string CertificateKey { get; init; }

    /// <summary>The longest body that is read, in bytes.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>How many answers are kept, so that a call with the same idempotency key gets the same again.</summary>
    public required int RememberedCalls { get; init; }

    /// <summary>How many events are kept for readers that were away.</summary>
    public required int EventsKept { get; init; }

    /// <summary>How many readers of events there may be.</summary>
    public required int MaxEventStreams { get; init; }

    /// <summary>How often readers are told how everything stands.</summary>
    public required TimeSpan SnapshotEvery { get; init; }

    /// <summary>The folder of the rolling log; empty: none.</summary>
    public required string LogFolder { get; init; }

    /// <summary>How many lines of the log may wait for the console or the file; further ones are dropped and counted.</summary>
    public required int LogQueue { get; init; }

    /// <summary>Where metrics and traces are sent by OTLP over HTTP; null: nowhere.</summary>
    public required Uri? OtlpEndpoint { get; init; }

    /// <summary>How people prove who they are.</summary>
    public required SignInSettings SignIn { get; init; }

    internal static ServiceSettings Read(SectionReader section) =>
        new()
        {
            Listen = section.Address("listen", Web, IsWeb) ?? new Uri("http://127.0.0.1"),
            Certificate = section.Text("certificate"),
            CertificateKey = section.Text("certificate-key"),
            MaxBodyBytes = section.Count("max-body-bytes", 1024, 1024 * 1024),
            RememberedCalls = section.Count("remembered-calls", 16, 1_000_000),
            EventsKept = section.Count("events-kept", 0, 1_000_000),
            MaxEventStreams = section.Count("max-event-streams", 1, 10_000),
            SnapshotEvery = section.Duration("snapshot-every"),
            LogFolder = section.Text("log-folder"),
            LogQueue = section.Count("log-queue", 16, 1_000_000),
            OtlpEndpoint = section.Section("otlp").OptionalAddress("endpoint", Web, IsWeb),
            SignIn = SignIns(section.Section("sign-in")),
        };

    private static bool IsWeb(Uri address) => address.Scheme is "http" or "https";

    private static SignInSettings SignIns(SectionReader section)
    {
        var settings = new SignInSettings(
            section.Count("failures", 1, 1000),
            section.Duration("pause-first"),
            section.Duration("pause-longest"),
            section.Duration("lasts"),
            section.Count("most", 1, 100_000)
        );
        if (settings.PauseFirst > settings.PauseLongest)
            section.Fault("pause-first", "must not be above pause-longest.", 0);
        return settings;
    }
}
