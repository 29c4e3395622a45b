namespace RiskEngine.Simulation.Desk;

/// <summary>A store of nonces that takes its time and fails, once it has been opened.</summary>
internal sealed class SlowMarks(TimeProvider time, Random random) : INonceMarks
{
    private static readonly StoreFailure Full = new(StoreFault.Full, "no room left");

    private readonly InProcessNonceMarks _marks = new();

    internal bool IsTroubled { get; set; }

    public Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
        _marks.ReadAsync(session, cancellationToken);

    public async Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken)
    {
        if (!IsTroubled)
            return await _marks.ReserveAsync(session, upTo, cancellationToken).ConfigureAwait(false);
        var fails = random.Next(2) == 0;
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 3000)), time, CancellationToken.None)
            .ConfigureAwait(false);
        return fails
            ? new StoreChange.Failed(Full)
            : await _marks.ReserveAsync(session, upTo, cancellationToken).ConfigureAwait(false);
    }
}
