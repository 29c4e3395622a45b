using Akka.Actor;
using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Access;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Api;

/// <summary>Looks at the kill switch, engages and resets it.</summary>
internal sealed class KillSwitchApi(
    IActorRef engageCalls,
    RiskEngineHandle engine,
    EngineReader reader,
    Idempotency idempotency,
    RiskEngineSettings settings
)
{
    /// <summary>The engine answers at the deadline; what this adds is for a machine that is busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    internal async Task<IResult> GetAsync() =>
        await reader.KillSwitchAsync() is { } status
            ? ApiAnswer.Of(KillSwitchView.Of(status), ApiJson.Default.KillSwitchView)
            : ApiAnswer.Of(Problem.NoAnswer);

    internal Task<IResult> EngageAsync(HttpContext context) =>
        ApiBody.AnswerAsync(
            context.Request,
            ApiJson.Default.EngageRequest,
            (body, bytes) => EngageAsync(context, body, bytes)
        );

    internal Task<IResult> ResetAsync(HttpContext context) =>
        ApiBody.AnswerAsync(
            context.Request,
            ApiJson.Default.ResetRequest,
            (body, bytes) => ResetAsync(context, body, bytes)
        );

    private async Task<ApiAnswer> EngageAsync(HttpContext context, EngageRequest body, ReadOnlyMemory<byte> bytes)
    {
        var values = new Values();
        var (scope, reason, deadline) = (
            values.Scope(body.Scope),
            values.ReasonOfAStop(body.Reason),
            values.Deadline(body.DeadlineMs)
        );
        if (values.Problem is { } problem)
            return ApiAnswer.Of(problem);
        var person = Caller.Of(context).Operator.Person;
        return await idempotency.RunAsync(
            context,
            bytes,
            async id =>
            {
                var patience = (deadline ?? settings.KillSwitch.LongestDeadline) + Grace;
                var command = new EngageKillSwitch(scope!, id, person, reason!, deadline);
                var answer = await EngageCalls.RunAsync(engageCalls, command, patience);
                return ApiAnswer.Of(answer, ApiJson.Default.EngageAnswer);
            },
            isAskedAgain: true
        );
    }

    private async Task<ApiAnswer> ResetAsync(HttpContext context, ResetRequest body, ReadOnlyMemory<byte> bytes)
    {
        var values = new Values();
        var (engagements, reason) = (values.Engagements(body), values.Reason(body.Reason));
        if (values.Problem is { } problem)
            return ApiAnswer.Of(problem);
        var person = Caller.Of(context).Operator.Person;
        return await idempotency.RunAsync(
            context,
            bytes,
            async id =>
            {
                var command = new ResetKillSwitch(engagements!, id, person, reason!);
                return ApiAnswer.Of(await ResetAsync(command), ApiJson.Default.ResetAnswer);
            },
            isAskedAgain: true
        );
    }

    private async Task<ResetAnswer> ResetAsync(ResetKillSwitch command)
    {
        try
        {
            return await engine.KillSwitch.Ask<object>(command, settings.KillSwitch.LongestDeadline) switch
            {
                KillSwitchReset reset => ResetAnswer.Of(reset),
                KillSwitchResetApproved approved => ResetAnswer.Of(approved),
                KillSwitchResetDenied denied => ResetAnswer.Of(denied),
                KillSwitchResetInDoubt doubt => ResetAnswer.Of(doubt),
                var other => throw ClosedUnion.Unhandled(other),
            };
        }
        catch (AskTimeoutException)
        {
            return ResetAnswer.Silent(command.Id);
        }
    }
}
