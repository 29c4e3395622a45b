using System.Collections;
using System.Runtime.CompilerServices;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public object ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Blocking.Result(Take(max, block: true, cancellationToken))?.Message!;

    public async ValueTask<object> ReceiveOneAsync(
        TimeSpan? max = null,
        CancellationToken cancellationToken = default
    ) => (await Take(max, block: false, cancellationToken))?.Message!;

    public bool TryReceiveOne(
        out MessageEnvelope envelope,
        TimeSpan? max = null,
        CancellationToken cancellationToken = default
    )
    {
        var taken = Blocking.Result(Take(max, block: true, cancellationToken));
        envelope = _last;
        return taken is not null;
    }

    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(
        TimeSpan? max,
        CancellationToken cancellationToken = default
    )
    {
        var taken = await Take(max, block: false, cancellationToken);
        return (taken is not null, _last);
    }

    public object PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Blocking.Result(_inbox.Peek(RemainingOrDilated(max), block: true, cancellationToken))?.Message!;

    public async ValueTask<object> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await _inbox.Peek(RemainingOrDilated(max), block: false, cancellationToken))?.Message!;

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IReadOnlyCollection<object> ReceiveN(
        int numberOfMessages,
        TimeSpan max,
        CancellationToken cancellationToken = default
    ) => Blocking.Result(ReceiveCount(numberOfMessages, max, block: true, cancellationToken));

    public IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages,
        CancellationToken cancellationToken = default
    ) => ReceiveNAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    public async IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages,
        TimeSpan max,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        foreach (var message in await ReceiveCount(numberOfMessages, max, block: false, cancellationToken))
            yield return message;
    }

    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max,
        Func<object, T> filter,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default
    )
        where T : class => ReceiveWhile(filter, max, Timeout.InfiniteTimeSpan, msgs, cancellationToken);

    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max,
        TimeSpan? idle,
        Func<object, T> filter,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default
    )
        where T : class => ReceiveWhile(filter, max, idle, msgs, cancellationToken);

    /// <summary>Takes messages for as long as the filter gives something for them.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default
    )
        where T : class =>
        Blocking.Result(
            ReceiveWhile(
                m => filter(m) is { } got ? (true, got) : (false, null),
                max,
                idle,
                msgs,
                true,
                cancellationToken
            )
        );

    /// <summary>Takes messages for as long as the predicate holds.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default
    )
        where T : class =>
        Blocking.Result(
            ReceiveWhile(
                m => m is T typed ? (shouldContinue(typed), typed) : (shouldIgnoreOtherMessageTypes, null),
                max,
                idle,
                msgs,
                true,
                cancellationToken
            )
        );

    public object FishForMessage(
        Predicate<object> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default
    ) => FishForMessage<object>(isMessage, max, hint, cancellationToken);

    public T FishForMessage<T>(
        Predicate<T> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Fish(isMessage, null, max, hint, block: true, cancellationToken));

    public T FishForMessage<T>(
        Predicate<T> isMessage,
        ArrayList allMessages,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default
    ) => Blocking.Result(Fish(isMessage, allMessages, max, hint, block: true, cancellationToken));

    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default
    ) => Fish(isMessage, null, max, hint, block: false, cancellationToken);

    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default
    ) => Fish(isMessage, null, max, hint, block: false, cancellationToken);

    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage,
        ArrayList allMessages,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default
    ) => Fish(isMessage, allMessages, max, hint, block: false, cancellationToken);

    private async ValueTask<MessageEnvelope?> Take(TimeSpan? max, bool block, CancellationToken cancellation)
    {
        var limit = RemainingOrDilated(max);
        var taken =
            limit < TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan
                ? null
                : await _inbox.Take(limit, block, cancellation).ConfigureAwait(false);
        _lastWasNoMsg = false;
        _last = taken ?? NullMessageEnvelope.Instance;
        return taken;
    }

    private async ValueTask<IReadOnlyList<object>> ReceiveCount(
        int count,
        TimeSpan max,
        bool block,
        CancellationToken cancellation
    )
    {
        var end = Now + Dilated(max);
        var messages = new List<object>();
        while (messages.Count < count)
        {
            var taken = await Take(end - Now, block, cancellation).ConfigureAwait(false);
            if (taken is null)
                _assertions.Fail(
                    $"Timeout ({max}) while expecting {count} messages. Only got {messages.Count}. "
                        + string.Join(", ", messages)
                );
            messages.Add(taken!.Message);
        }
        return messages;
    }

    private async ValueTask<IReadOnlyList<T>> ReceiveWhile<T>(
        Func<object, (bool Continue, T? Message)> filter,
        TimeSpan? max,
        TimeSpan? idle,
        int count,
        bool block,
        CancellationToken cancellation
    )
        where T : class
    {
        var end = Now + RemainingOrDilated(max);
        var messages = new List<T>();
        while (messages.Count < count)
        {
            var left = end - Now;
            var wait = idle is { } pause && pause != Timeout.InfiniteTimeSpan && pause < left ? pause : left;
            if (wait < TimeSpan.Zero)
                break;
            // A message that ends the run stays for whoever looks next.
            if (await _inbox.Peek(wait, block, cancellation).ConfigureAwait(false) is not { } next)
                break;
            var (goOn, message) = filter(next.Message);
            if (!goOn)
                break;
            await Take(TimeSpan.Zero, block, cancellation).ConfigureAwait(false);
            if (message is not null)
                messages.Add(message);
        }
        _lastWasNoMsg = true;
        return messages;
    }

    private async ValueTask<T> Fish<T>(
        Predicate<T> isMessage,
        ArrayList? all,
        TimeSpan? max,
        string hint,
        bool block,
        CancellationToken cancellation
    )
    {
        all?.Clear();
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (true)
        {
            var taken = await Take(end - Now, block, cancellation).ConfigureAwait(false);
            if (taken is null)
                _assertions.Fail(
                    $"Timeout ({limit}) during fishForMessage{(hint.Length > 0 ? $", hint: {hint}" : "")}"
                );
            if (taken!.Message is T message && isMessage(message))
                return message;
            all?.Add(taken.Message);
        }
    }
}
