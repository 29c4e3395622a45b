using System.Globalization;
using Akka.Actor;
using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Access;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Api;

/// <summary>Looks at sessions, and cancels them.</summary>
internal sealed class SessionsApi(
    RiskEngineHandle engine,
    EngineReader reader,
    Idempotency idempotency,
    RiskEngineSettings settings,
    Func<IReadOnlyList<LogHealth>> log
)
{
    /// <summary>An answer comes within the deadline and a timer's tick; what this adds is for a machine that is busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly Names<OutcomeList> Lists = new(EnumNames.Name);

    internal async Task<IResult> ListAsync() =>
        ApiAnswer.Of(
            new SessionList([.. (await reader.ReadAsync(farFor: TimeSpan.Zero)).Select(reader.View)], log()),
            ApiJson.Default.SessionList
        );

    internal Task<IResult> GetAsync(string alias) =>
        OfAsync(
            alias,
            async session => ApiAnswer.Of(reader.View(await reader.ReadAsync(session)), ApiJson.Default.SessionView)
        );

    /// <param name="alias">The session.</param>
    /// <param name="commandId">The cancel.</param>
    /// <param name="list">Which list of its answer.</param>
    /// <param name="after">How many of its orders stand before the first one wanted.</param>
    internal Task<IResult> OrdersAsync(string alias, string commandId, string? list, string? after) =>
        OfAsync(alias, session => OrdersAsync(session, commandId, list, after));

    internal Task<IResult> CancelAsync(string alias, HttpContext context) =>
        OfAsync(
            alias,
            session =>
                ApiBody.AnswerAsync(
                    context.Request,
                    ApiJson.Default.CancelRequest,
                    (body, bytes) => CancelAsync(context, session, body, bytes)
                )
        );

    /// <summary>Answers for the session of a name; a slash in a name arrives as it was escaped.</summary>
    private async Task<IResult> OfAsync(string name, Func<SessionKey, Task<IResult>> answer)
    {
        var wanted = Uri.UnescapeDataString(name);
        var found = await reader.FindAsync(wanted);
        return found switch
        {
            SessionFound.One { Session: var session } => await answer(session),
            SessionFound.None { Near: var near } => ApiAnswer.Of(Problem.NoSession(wanted, near)),
            _ => throw ClosedUnion.Unhandled(found),
        };
    }

    private async Task<IResult> OrdersAsync(SessionKey session, string commandId, string? list, string? after)
    {
        if (!SessionAlias.IsValid(commandId))
            return ApiAnswer.Of(Problem.NotFound);
        if (Lists.Read(list ?? "") is not { } wanted)
            return ApiAnswer.Of(
                Problem.BadValue(
                    "list",
                    $"must be one of: {string.Join(", ", OutcomeLists.All.Select(x => x.Name()))}."
                )
            );
        if (!int.TryParse(after ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var from))
            return ApiAnswer.Of(Problem.BadValue("after", "must be a whole number, not below 0."));
        return await reader.OrdersAsync(new GetOutcomeOrders(session, new CommandId(commandId), wanted, from)) switch
        {
            OutcomeOrders page => ApiAnswer.Of(OrdersPage.Of(page), ApiJson.Default.OrdersPage),
            OutcomeUnknown => ApiAnswer.Of(Problem.NotFound),
            _ => ApiAnswer.Of(Problem.NoAnswer),
        };
    }

    private async Task<ApiAnswer> CancelAsync(
        HttpContext context,
        SessionKey session,
        CancelRequest body,
        ReadOnlyMemory<byte> bytes
    )
    {
        var values = new Values();
        var (reason, deadline) = (values.ReasonOfAStop(body.Reason), values.Deadline(body.DeadlineMs));
        if (values.Problem is { } problem)
            return ApiAnswer.Of(problem);
        var person = Caller.Of(context).Operator.Person;
        return await idempotency.RunAsync(
            context,
            bytes,
            id => CancelAsync(new CancelSession(session, id, null, person, reason!, deadline))
        );
    }

    private async Task<ApiAnswer> CancelAsync(CancelSession command)
    {
        var longest = settings.Sessions[0].Limits.LongestDeadline;
        SessionCancelOutcome outcome;
        try
        {
            outcome = await engine.Router.Ask<SessionCancelOutcome>(command, (command.Deadline ?? longest) + Grace);
        }
        catch (AskTimeoutException)
        {
            return ApiAnswer.Of(Problem.NoAnswer);
        }

        reader.Note(outcome);
        return ApiAnswer.Of(CancelAnswer.Of(outcome), ApiJson.Default.CancelAnswer);
    }
}
