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

    internal async Task<IResult> GetAsync(string alias) =>
        await reader.FindAsync(alias) is { } session
            ? ApiAnswer.Of(reader.View(await reader.ReadAsync(session)), ApiJson.Default.SessionView)
            : ApiAnswer.Of(Problem.NotFound);

    /// <param name="alias">The session.</param>
    /// <param name="commandId">The cancel.</param>
    /// <param name="list">Which list of its answer.</param>
    /// <param name="after">How many of its orders stand before the first one wanted.</param>
    internal async Task<IResult> OrdersAsync(string alias, string commandId, string? list, string? after)
    {
        if (await reader.FindAsync(alias) is not { } session || !SessionAlias.IsValid(commandId))
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

    internal async Task<IResult> CancelAsync(string alias, HttpContext context)
    {
        if (await reader.FindAsync(alias) is not { } session)
            return ApiAnswer.Of(Problem.NotFound);
        return await ApiBody.AnswerAsync(
            context.Request,
            ApiJson.Default.CancelRequest,
            (body, bytes) => CancelAsync(context, session, body, bytes)
        );
    }

    private async Task<ApiAnswer> CancelAsync(
        HttpContext context,
        SessionKey session,
        CancelRequest body,
        ReadOnlyMemory<byte> bytes
    )
    {
        var values = new Values();
        var (reason, deadline) = (values.Reason(body.Reason), values.Deadline(body.DeadlineMs));
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
