using System.Diagnostics;
using System.Globalization;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>A simulator as a process of its own, and what it says of every request.</summary>
internal sealed class ExchangeLog : IAsyncDisposable
{
    private const string NewOrder = "/v1/order/new";
    private const string CancelSession = "/v1/order/cancel/session";

    /// <summary>In the unit of the nonces, milliseconds: above <c>guardian.attempt-timeout</c>.</summary>
    private const long OvertakenByMost = 5_000;

    private readonly Process _process;
    private readonly List<Request> _requests = [];
    private Task _reading = Task.CompletedTask;

    private ExchangeLog(Process process) => _process = process;

    internal Uri Address { get; private set; } = null!;

    internal IReadOnlyList<Request> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    internal static async Task<ExchangeLog> StartAsync(params string[] aliases)
    {
        var arguments = new List<string> { "--urls", "http://127.0.0.1:0", "--rate-limit", "off", "--verbose" };
        foreach (var alias in aliases)
            arguments.AddRange(["--key", $"account-{alias}", "--secret", $"secret-{alias}", "--alias", alias]);
        var log = new ExchangeLog(Program.Start("RiskEngine.Simulator", [.. arguments]));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (await log._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            if (line.Split(' ').FirstOrDefault(x => x.StartsWith("http://", StringComparison.Ordinal)) is { } address)
            {
                log.Address = new Uri(address);
                log._reading = Task.Run(log.ReadAsync);
                return log;
            }

        throw new InvalidOperationException(await log._process.StandardError.ReadToEndAsync(limit.Token));
    }

    /// <summary>Orders that the exchange took from a session, from a moment on.</summary>
    internal int OrdersSince(DateTimeOffset moment, string? session = null) =>
        Requests.Count(x =>
            x.Path == NewOrder && x.IsExecuted && x.At >= moment && (session is null || x.Session == session)
        );

    /// <summary>Cancels that the exchange took from a session, from a moment on.</summary>
    internal int CancelsSince(DateTimeOffset moment, string session) =>
        Requests.Count(x => x.Path == CancelSession && x.IsExecuted && x.At >= moment && x.Session == session);

    /// <summary>
    /// Requests whose nonce was minted as if the key's earlier ones were not known. One that was overtaken on its way, by a
    /// cancel or by a second try, is refused as well, as it should be: it lies below by less than an attempt may take.
    /// </summary>
    internal IEnumerable<Request> FallenNonces()
    {
        var highest = new Dictionary<string, long>();
        foreach (var request in Requests.Where(x => x.Nonce is not null))
        {
            var known = highest.GetValueOrDefault(request.Session);
            if (request.Nonce < known - OvertakenByMost)
                yield return request;
            highest[request.Session] = Math.Max(known, request.Nonce!.Value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        // The line says the time of day; the tests do not run over midnight for longer than this.
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (Request.TryParse(line, TimeProvider.System.GetUtcNow()) is { } request)
                lock (_requests)
                    _requests.Add(request);
    }

    /// <summary>One request, as the exchange tells of it.</summary>
    internal sealed record Request(DateTimeOffset At, string Session, string Path, bool IsExecuted, string Text)
    {
        internal long? Nonce =>
            Text.Split(' ') is [_, _, _, _, "nonce", var number, ..]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var nonce)
                ? nonce
                : null;

        internal static Request? TryParse(string line, DateTimeOffset now)
        {
            var words = line.Split(' ');
            if (
                words.Length < 4
                || !TimeSpan.TryParseExact(words[0], @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture, out var time)
            )
                return null;
            var at = new DateTimeOffset(now.Date, TimeSpan.Zero) + time;
            if (at > now + TimeSpan.FromHours(12))
                at -= TimeSpan.FromDays(1);
            return new Request(at, words[2], words[3], line.Contains(", executed", StringComparison.Ordinal), line);
        }
    }
}
