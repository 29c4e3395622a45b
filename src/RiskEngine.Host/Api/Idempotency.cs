using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Access;

namespace RiskEngine.Host.Api;

/// <summary>Gives a call that is sent again with its <c>Idempotency-Key</c> the answer of the first, whether that has ended or not.</summary>
/// <remarks>
/// Bounded: the oldest answers are forgotten. That is no danger, since the command's id is made of the key: the engine
/// itself does not execute an id twice as long as it remembers it.
/// </remarks>
internal sealed class Idempotency(int remembered)
{
    private const string Header = "Idempotency-Key";

    private readonly Lock _gate = new();

    /// <summary>By their place, the oldest first.</summary>
    private readonly OrderedDictionary<string, Call> _calls = new(StringComparer.Ordinal);

    /// <summary>Runs the command, or finds what it came to.</summary>
    /// <param name="context">The call.</param>
    /// <param name="body">Its body: the same key with another one is a mistake.</param>
    /// <param name="run">Runs the command under the id given. Not ended by the caller's going away.</param>
    /// <param name="isAskedAgain">
    /// Whether the engine is asked again once the first answer was given: it gives the same one, unless that has become untrue,
    /// was a doubt that is settled by now, or a refusal.
    /// </param>
    internal async Task<ApiAnswer> RunAsync(
        HttpContext context,
        ReadOnlyMemory<byte> body,
        Func<CommandId, Task<ApiAnswer>> run,
        bool isAskedAgain = false
    )
    {
        if (context.Request.Headers[Header] is not [{ } key])
            return context.Request.Headers[Header].Count == 0
                ? await run(CommandId.New())
                : ApiAnswer.Of(Problem.BadKey);
        if (!SessionAlias.IsValid(key))
            return ApiAnswer.Of(Problem.BadKey);
        // Of another person or for another route the same key is another command.
        var place = $"{Caller.Of(context).Operator.Person.Name} {context.Request.Path} {key}";
        var hash = Convert.ToHexString(SHA256.HashData(body.Span));
        Call call;
        lock (_gate)
        {
            if (!_calls.TryGetValue(place, out var known))
            {
                known = new Call(hash, new Lazy<Task<ApiAnswer>>(() => run(IdOf(place))));
                Remember(place, known);
            }
            else if (
                isAskedAgain
                && known.Hash == hash
                && known.Answer is { IsValueCreated: true, Value.IsCompleted: true }
            )
                _calls[place] = known = new Call(hash, new Lazy<Task<ApiAnswer>>(() => run(IdOf(place))));

            call = known;
        }

        if (call.Hash != hash)
            return ApiAnswer.Of(Problem.OtherBody);
        try
        {
            return await call.Answer.Value;
        }
        catch (Exception)
        {
            // A defect is no answer: whoever sends the call again has it run again, under the same id.
            Forget(place, call);
            throw;
        }
    }

    private void Forget(string place, Call call)
    {
        lock (_gate)
            if (_calls.GetValueOrDefault(place) == call)
                _calls.Remove(place);
    }

    private void Remember(string place, Call call)
    {
        _calls.Add(place, call);
        while (_calls.Count > remembered)
            _calls.RemoveAt(0);
    }

    private static CommandId IdOf(string place) =>
        new($"key-{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(place)))[..40]}");

    private sealed record Call(string Hash, Lazy<Task<ApiAnswer>> Answer);
}
