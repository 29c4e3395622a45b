using Akka.Configuration.Hocon;

namespace RiskEngine.Tests.Configuring;

/// <summary>Pins every key of the reference with its default: changing one is a decision, not an accident.</summary>
public sealed class ReferenceSpec
{
    private static readonly string[] Pinned =
    [
        "alerts.webhook.give-up-after = 1h",
        "alerts.webhook.max-waiting = 256",
        "alerts.webhook.retry-first = 1s",
        "alerts.webhook.retry-longest = 60s",
        "alerts.webhook.timeout = 4s",
        "alerts.webhook.url = ",
        "cluster.address = ",
        "cluster.cancel-on-coordination-loss = off",
        "cluster.certificate = ",
        "cluster.certificate-authority = ",
        "cluster.certificate-key = ",
        "cluster.connect-timeout = 1s",
        "cluster.coordination-loss-limit = 3s",
        "cluster.kind = none",
        "cluster.lease-duration = 5s",
        "cluster.max-passed-on = 1024",
        "cluster.round-every = 1s",
        "cluster.seeds = ",
        "cluster.silence-limit = 5s",
        "gemini.connect-timeout = 1500ms",
        "gemini.max-answer-bytes = 1048576",
        "gemini.order-history = off",
        "gemini.request-timeout = 2500ms",
        "gemini.rest-base-address = https://api.sandbox.gemini.com",
        "gemini.token-reread = 60s",
        "gemini.whole-lists = spot",
        "guardian-dispatcher.dedicated-thread-pool.thread-count = 2",
        "guardian-dispatcher.executor = fork-join-executor",
        "guardian-dispatcher.type = RiskEngine.EngineDispatcherConfigurator, RiskEngine",
        "guardian.account-rate.burst = 10",
        "guardian.account-rate.cancel-share = 0.2",
        "guardian.account-rate.requests-per-second = off",
        "guardian.address-rate.burst = 20",
        "guardian.address-rate.cancel-share = 0.2",
        "guardian.address-rate.requests-per-second = off",
        "guardian.attempt-timeout = 3s",
        "guardian.clock-skew-limit = 5s",
        "guardian.default-deadline = 10s",
        "guardian.drain-queue = on",
        "guardian.heartbeat-after = 15s",
        "guardian.hedge-after = 750ms",
        "guardian.ledger-write-behind = 40ms",
        "guardian.leftover-looks = 4",
        "guardian.list-lag-limit = 2s",
        "guardian.longest-deadline = 60s",
        "guardian.look-after = 45s",
        "guardian.max-attempts-told = 64",
        "guardian.max-given-up = 64",
        "guardian.max-orders-asked = 50",
        "guardian.max-own-orders = 10000",
        "guardian.max-pending-cancels = 1024",
        "guardian.max-queue-wait = 10s",
        "guardian.max-queued-requests = 256",
        "guardian.max-strategies = 256",
        "guardian.preflight = on",
        "guardian.rate-limit-pause = 1s",
        "guardian.rate.burst = 10",
        "guardian.rate.cancel-share = 0.2",
        "guardian.rate.requests-per-second = 5",
        "guardian.rehearsals = 40",
        "guardian.remembered-answers = 1024",
        "guardian.remembered-orders = 100000",
        "guardian.retry-first = 50ms",
        "guardian.retry-longest = 1s",
        "guardian.verify-pause = 100ms",
        "guardian.young-order-age = 5s",
        "kill-switch.cancel-on-start = on",
        "kill-switch.deadline = 10s",
        "kill-switch.longest-deadline = 60s",
        "kill-switch.max-accounts-told = 100",
        "kill-switch.max-cleared = 1000",
        "kill-switch.max-paged-reports = 8",
        "kill-switch.max-resets = 256",
        "kill-switch.max-running = 2000",
        "kill-switch.remembered-answers = 256",
        "kill-switch.reset-approval-lifetime = 1h",
        "kill-switch.reset-approvals = 1",
        "kill-switch.store-patience = 2s",
        "kill-switch.store-retry = 1s",
        "node = node-1",
        "service.certificate = ",
        "service.certificate-key = ",
        "service.events-kept = 2000",
        "service.listen = http://127.0.0.1:8800",
        "service.log-folder = ",
        "service.log-queue = 10000",
        "service.max-body-bytes = 16384",
        "service.max-event-streams = 64",
        "service.otlp.endpoint = ",
        "service.remembered-calls = 1024",
        "service.sign-in.failures = 5",
        "service.sign-in.lasts = 12h",
        "service.sign-in.most = 256",
        "service.sign-in.pause-first = 1s",
        "service.sign-in.pause-longest = 60s",
        "service.snapshot-every = 1s",
        "session-defaults.account = ",
        "session-defaults.account-is-ours = off",
        "session-defaults.cancel-on-start = off",
        "session-defaults.cancel-on-stop = off",
        "session-defaults.cancel-on-strategy-loss = on",
        "session-defaults.client-order-id-prefix = ",
        "session-defaults.escalation.account-cancel = off",
        "session-defaults.escalation.account-cancel-with = ",
        "session-defaults.escalation.withhold-heartbeat = off",
        "session-defaults.exchange = gemini",
        "session-defaults.nonce.json = number",
        "session-defaults.nonce.max-lead = 1h",
        "session-defaults.nonce.mode = increasing",
        "session-defaults.nonce.order-share = 0.5",
        "session-defaults.nonce.reserve-ahead = 60s",
        "session-defaults.nonce.time-based-max-lead = 20s",
        "session-defaults.nonce.time-based-reserve-ahead = 6s",
        "session-defaults.nonce.unit = auto",
        "session-defaults.require-heartbeat = off",
        "session-defaults.verification = own-orders",
        "simulator.address = ",
        "simulator.enabled = off",
        "simulator.faults = none",
        "simulator.seed = 1",
        "simulator.strategies = on",
        "store.audit.at-once = 256",
        "store.audit.max-waiting = 65536",
        "store.audit.retry = 250ms",
        "store.audit.tally-folder = data",
        "store.kind = sqlite",
        "store.max-bytes = 17179869184",
        "store.path = data/risk-engine.db",
        "supervision.forget-after = 10m",
        "supervision.reopen-first = 1s",
        "supervision.reopen-longest = 60s",
        "supervision.sender-restarts = 3",
        "supervision.within = 10s",
        "trips.clock-skew.above = off",
        "trips.crash-loop.failures = 5",
        "trips.crash-loop.within = 10m",
        "trips.lost-store.after = off",
        "trips.order-rate.messages = off",
        "trips.order-rate.within = 1s",
        "trips.repeated-orders.times = off",
        "trips.repeated-orders.within = 10s",
        "trips.strategy-loss.engage = off",
        "trips.unproven-cancels.cancels = off",
        "trips.unproven-cancels.within = 10m",
    ];

    [Fact]
    public void Reference_must_hold_exactly_the_pinned_defaults_when_built_in() =>
        Leaves(RiskEngineSettings.Reference.GetValue("risk-engine"), "").Order(StringComparer.Ordinal).ShouldBe(Pinned);

    [Fact]
    public void Every_key_must_stand_in_a_group_that_a_comment_explains()
    {
        using var stream = typeof(RiskEngineSettings).Assembly.GetManifestResourceStream("RiskEngine.akka.hocon")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Select(line => line.Trim()).ToArray();

        for (var i = 1; i < lines.Length; i++)
            if (lines[i].Contains(" = ", StringComparison.Ordinal) && !lines[i].StartsWith('#'))
                WordsAbove(i).ShouldBeGreaterThan(2, $"akka.hocon, line {i + 1}, explains nothing: {lines[i]}");

        // A comment stands above a key, or above the first of a group of keys. Whether it says why, people judge.
        int WordsAbove(int line)
        {
            while (line > 0 && lines[line].Length > 0 && !lines[line].StartsWith('#'))
                line--;
            var words = 0;
            for (; line > 0 && lines[line].StartsWith('#'); line--)
                words += lines[line].Split(' ').Count(word => word.Any(char.IsLetter));
            return words;
        }
    }

    private static IEnumerable<string> Leaves(HoconValue? value, string path) =>
        value?.GetObject() is { } section
            ? section.Items.SelectMany(item => Leaves(item.Value, path.Length == 0 ? item.Key : $"{path}.{item.Key}"))
            : [$"{path} = {value?.GetString()}"];
}
