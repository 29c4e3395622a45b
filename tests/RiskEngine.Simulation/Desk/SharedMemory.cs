namespace RiskEngine.Simulation.Desk;

/// <summary>What outlives a process: how high nonces went, and which orders are open. A change takes its time.</summary>
internal sealed class SharedMemory
{
    private readonly InProcessNonceMarks _marks = new();
    private readonly InProcessOrderLedgers _ledgers = new();

    /// <summary>The longest that a change takes.</summary>
    internal static readonly TimeSpan SlowestWrite = TimeSpan.FromMilliseconds(20);

    /// <summary>The memory as one process has it, until it is killed.</summary>
    internal View Of(TimeProvider time, Random random) => new(this, time, random);

    internal sealed class View(SharedMemory memory, TimeProvider time, Random random) : INonceMarks, IOrderLedgers
    {
        /// <summary>Whether the process is gone: what it had not written by then is written by nobody.</summary>
        internal bool IsKilled { get; set; }

        Task<NonceMarkReading> INonceMarks.ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
            memory._marks.ReadAsync(session, cancellationToken);

        public Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken) =>
            IsKilled
                ? new TaskCompletionSource<StoreChange>().Task
                : memory._marks.ReserveAsync(session, upTo, cancellationToken);

        Task<OrderLedgerReading> IOrderLedgers.ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
            memory._ledgers.ReadAsync(session, cancellationToken);

        public async Task<StoreChange> KeepAsync(
            SessionKey session,
            OrderLedgerChange change,
            CancellationToken cancellationToken
        )
        {
            await Task.Delay(SlowestWrite * random.NextDouble(), time, CancellationToken.None).ConfigureAwait(false);
            return IsKilled
                ? new StoreChange.Failed(new StoreFailure(StoreFault.Interrupted, "the process is gone"))
                : await memory._ledgers.KeepAsync(session, change, cancellationToken).ConfigureAwait(false);
        }
    }
}
