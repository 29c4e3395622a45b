namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public T ExpectMsg<T>(
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Expect<T>(duration, Any, hint, block: true, cancellationToken));

    public T ExpectMsg<T>(
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Expect<T>(timeout, EqualTo(message, hint), hint, block: true, cancellationToken));

    public T ExpectMsg<T>(
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Expect<T>(timeout, Matching(isMessage, hint), hint, block: true, cancellationToken));

    public T ExpectMsg<T>(
        Action<T> assert,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Expect<T>(timeout, (m, _) => assert(m), hint, block: true, cancellationToken));

    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Expect<T>(timeout, Matching(isMessageAndSender, hint), hint, block: true, cancellationToken));

    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Expect(timeout, assertMessageAndSender, hint, block: true, cancellationToken));

    public T ExpectMsg<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) =>
        Blocking.Result(
            Expect<T>(timeout, (m, _) => _assertions.AssertEqual(expected, m, comparer), hint, true, cancellationToken)
        );

    public ValueTask<T> ExpectMsgAsync<T>(
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect<T>(duration, Any, hint, block: false, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect<T>(timeout, EqualTo(message, hint), hint, block: false, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect<T>(timeout, Matching(isMessage, hint), hint, block: false, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect<T>(timeout, (m, _) => assert(m), hint, block: false, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect<T>(timeout, Matching(isMessageAndSender, hint), hint, block: false, cancellationToken);

    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect(timeout, assertMessageAndSender, hint, block: false, cancellationToken);

    public T ExpectMsgFrom<T>(
        IActorRef sender,
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Expect<T>(duration, From<T>(sender, Any), hint, block: true, cancellationToken));

    public T ExpectMsgFrom<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) =>
        Blocking.Result(Expect<T>(timeout, From(sender, EqualTo(message, hint)), hint, block: true, cancellationToken));

    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) =>
        Blocking.Result(
            Expect<T>(timeout, From(sender, Matching(isMessage, hint)), hint, block: true, cancellationToken)
        );

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect<T>(duration, From<T>(sender, Any), hint, block: false, cancellationToken);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => Expect<T>(timeout, From(sender, EqualTo(message, hint)), hint, block: false, cancellationToken);

    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Blocking.Result(Expect<T>(null, AnyOf(messages), null, block: true, cancellationToken));

    public ValueTask<T> ExpectMsgAnyOfAsync<T>(
        IEnumerable<T> messages,
        CancellationToken cancellationToken = default
    ) => Expect<T>(null, AnyOf(messages), null, block: false, cancellationToken);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) =>
        ExpectMsgAllOf(RemainingOrDefault, messages);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        IReadOnlyCollection<T> messages,
        CancellationToken cancellationToken = default
    ) => ExpectMsgAllOf(RemainingOrDefault, messages, cancellationToken);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) =>
        ExpectMsgAllOf(max, (IReadOnlyCollection<T>)messages);

    /// <summary>Expects all messages in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        TimeSpan max,
        IReadOnlyCollection<T> messages,
        CancellationToken cancellationToken = default
    )
    {
        var received = ReceiveN(messages.Count, max, cancellationToken);
        var missing = messages.Where(expected => !received.Any(got => Equals(expected, got))).ToList();
        var unexpected = received.Where(got => !messages.Any(expected => Equals(expected, got))).ToList();
        if (missing.Count + unexpected.Count > 0)
            _assertions.Fail(
                $"not found: [{string.Join(", ", missing)}], found unexpected: [{string.Join(", ", unexpected)}]"
            );
        return [.. received.Cast<T>()];
    }

    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        ExpectNoMsg(RemainingOrDefault, cancellationToken);

    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        Blocking.Result(ExpectNothing(duration, block: true, cancellationToken));

    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(RemainingOrDefault, cancellationToken);

    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        await ExpectNothing(duration, block: false, cancellationToken);

    public Terminated ExpectTerminated(
        IActorRef target,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => ExpectMsg(DeathOf(target), timeout, hint ?? $"Terminated {target}", cancellationToken);

    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default
    ) => ExpectMsgAsync(DeathOf(target), timeout, hint ?? $"Terminated {target}", cancellationToken);

    private static void Any<T>(T message, IActorRef sender) { }

    private static Predicate<Terminated> DeathOf(IActorRef target) => death => death.ActorRef.Equals(target);

    private Action<T, IActorRef> EqualTo<T>(T expected, string? hint) =>
        (message, _) => _assertions.AssertEqual(expected, message, hint ?? "");

    private Action<T, IActorRef> Matching<T>(Predicate<T> isMessage, string? hint) =>
        Matching<T>((message, _) => isMessage(message), hint);

    private Action<T, IActorRef> Matching<T>(Func<T, IActorRef, bool> isMessage, string? hint) =>
        (message, sender) =>
            _assertions.AssertTrue(
                isMessage(message, sender),
                $"Got a message of the expected type <{typeof(T)}> from {sender}. "
                    + $"Also expected {hint ?? "the predicate to return true"} but the message {{{message}}} did not"
            );

    private Action<T, IActorRef> From<T>(IActorRef expected, Action<T, IActorRef> check) =>
        (message, sender) =>
        {
            _assertions.AssertEqual(expected, sender, (a, b) => a.Equals(b), "sender");
            check(message, sender);
        };

    private Action<T, IActorRef> AnyOf<T>(IEnumerable<T> messages) =>
        (message, _) => _assertions.AssertTrue(messages.Contains(message), $"found unexpected {message}");

    private async ValueTask<T> Expect<T>(
        TimeSpan? timeout,
        Action<T, IActorRef> check,
        string? hint,
        bool block,
        CancellationToken cancellation
    )
    {
        var limit = RemainingOrDilated(timeout);
        var taken = await Take(timeout, block, cancellation).ConfigureAwait(false);
        if (taken is null)
            _assertions.Fail($"Failed: Timeout {limit} while waiting for a message of type {typeof(T)} {hint}");
        if (taken!.Message is not T message)
        {
            _assertions.Fail(
                $"Failed: Expected a message of type {typeof(T)}, but received {{{taken.Message}}} "
                    + $"(type {taken.Message.GetType()}) instead {hint} from {taken.Sender}"
            );
            throw new InvalidOperationException("An assertion that fails does not return.");
        }
        check(message, taken.Sender);
        return message;
    }

    private async ValueTask<bool> ExpectNothing(TimeSpan duration, bool block, CancellationToken cancellation)
    {
        var taken = await Take(duration, block, cancellation).ConfigureAwait(false);
        if (taken is not null)
            _assertions.Fail($"Failed: Expected no messages during {duration}, instead we received {taken}");
        _lastWasNoMsg = true;
        return true;
    }
}
