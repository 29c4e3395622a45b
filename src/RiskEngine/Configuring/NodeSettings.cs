namespace RiskEngine;

/// <summary>What concerns the node as a whole: its name, its memory and its kill switch.</summary>
internal sealed record NodeSettings(
    NodeName Name,
    StoreSettings Store,
    ClusterSettings? Cluster,
    SwitchLimits KillSwitch,
    TripLimits Trips,
    AlertSettings Alerts
)
{
    internal static NodeSettings Read(SectionReader root, GuardianLimits guardian, NodeSecrets secrets)
    {
        var store = Memory(root.Section("store"), secrets);
        var cluster = ClusterSettings.Read(root.Section("cluster"), store, secrets);
        return new NodeSettings(
            NameOf(root),
            store,
            cluster,
            Switch(root.Section("kill-switch"), guardian),
            TripSection.Read(root.Section("trips")),
            AlertSection.Read(root.Section("alerts"), secrets)
        );
    }

    private static NodeName NameOf(SectionReader root)
    {
        var text = root.Text("node");
        try
        {
            return new NodeName(text);
        }
        catch (ArgumentException)
        {
            return root.Fault(
                "node",
                $"'{text}' must be 1 to 64 letters, digits, '.', '-' or '_', beginning with a letter or digit.",
                new NodeName("node-1")
            );
        }
    }

    private static StoreSettings Memory(SectionReader section, NodeSecrets secrets)
    {
        var path = section.Text("path");
        if (path.Length == 0)
            section.Fault("path", "must name a file.", 0);
        var audit = section.Section("audit");
        var tallies = audit.Text("tally-folder");
        if (tallies.Length == 0)
            audit.Fault("tally-folder", "must name a folder.", 0);
        var settings = section.Choice<StoreSettings>(
            "kind",
            ("sqlite", new StoreSettings.Sqlite(path, section.Size("max-bytes"))),
            ("postgres", new StoreSettings.Postgres(NodeSecrets.Unread, tallies)),
            ("memory", new StoreSettings.Memory())
        );
        if (settings is StoreSettings.Postgres postgres)
            settings = postgres with
            {
                Connection = secrets.Read("RISKENGINE__STORE__POSTGRES", "store.kind = postgres"),
            };
        return settings with
        {
            Audit = new AuditWriterOptions
            {
                Capacity = audit.Count("max-waiting", 1, 10_000_000),
                BatchSize = audit.Count("at-once", 1, 100_000),
                RetryPause = audit.Duration("retry"),
            },
        };
    }

    private static SwitchLimits Switch(SectionReader section, GuardianLimits guardian)
    {
        var limits = new SwitchLimits(
            section.Duration("deadline"),
            section.Duration("longest-deadline"),
            section.Duration("store-patience"),
            section.Duration("store-retry"),
            section.Choice("reset-approvals", ("1", ResetApprovals.OnePerson), ("2", ResetApprovals.TwoPeople)),
            section.Switch("cancel-on-start"),
            section.Count("remembered-answers", 0, 1_000_000)
        )
        {
            ApprovalLifetime = section.Duration("reset-approval-lifetime"),
            MostRunning = section.Count("max-running", 1, 100_000),
            MostCleared = section.Count("max-cleared", 8, 1_000_000),
            MostResets = section.Count("max-resets", 1, 100_000),
            MostPagedReports = section.Count("max-paged-reports", 1, 1_000),
            MostAccountsTold = section.Count("max-accounts-told", 1, 1_000),
        };
        if (limits.Deadline > limits.LongestDeadline)
            section.Fault("deadline", "must not be above longest-deadline.", 0);
        if (limits.LongestDeadline > guardian.LongestDeadline)
            section.Fault(
                "longest-deadline",
                "must not be above guardian.longest-deadline, or the guardians would deny the cancels.",
                0
            );
        return limits;
    }
}
