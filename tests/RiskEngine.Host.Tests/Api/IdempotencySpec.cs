using System.Text;
using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Access;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Tests.Api;

public sealed class IdempotencySpec
{
    private readonly Idempotency _idempotency = new(remembered: 3);
    private readonly List<CommandId> _run = [];

    [Fact]
    public async Task Command_must_be_run_once_when_two_calls_with_its_key_are_there_at_once()
    {
        var gate = new TaskCompletionSource<ApiAnswer>();
        var calls = new[] { CallAsync("k", gate.Task), CallAsync("k", gate.Task) };
        var answer = ApiAnswer.Of(Problem.NotFound);

        gate.SetResult(answer);

        (await Task.WhenAll(calls)).ShouldAllBe(one => one == answer);
        _run.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Command_must_have_the_same_id_when_its_answer_was_forgotten()
    {
        var done = Task.FromResult(ApiAnswer.Of(Problem.NotFound));
        foreach (var key in (string[])["a", "b", "c", "d"])
            await CallAsync(key, done);

        await CallAsync("a", done);

        // The engine knows the id, and executes it no second time.
        _run.Count.ShouldBe(5);
        _run[4].ShouldBe(_run[0]);
        _run.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Command_must_run_again_under_its_id_when_the_first_run_was_a_defect()
    {
        await Should.ThrowAsync<InvalidOperationException>(
            CallAsync("k", Task.FromException<ApiAnswer>(new InvalidOperationException("a defect")))
        );
        var answer = ApiAnswer.Of(Problem.NotFound);

        (await CallAsync("k", Task.FromResult(answer))).ShouldBe(answer);

        _run.Count.ShouldBe(2);
        _run[1].ShouldBe(_run[0]);
    }

    [Fact]
    public async Task Answer_must_be_remembered_however_often_the_run_was_a_defect_before()
    {
        for (var defects = 0; defects < 4; defects++)
            await Should.ThrowAsync<InvalidOperationException>(
                CallAsync("k", Task.FromException<ApiAnswer>(new InvalidOperationException("a defect")))
            );
        var answer = ApiAnswer.Of(Problem.NotFound);

        await CallAsync("k", Task.FromResult(answer));
        (await CallAsync("k", Task.FromResult(ApiAnswer.Of(Problem.BadKey)))).ShouldBe(answer);

        _run.Count.ShouldBe(5);
    }

    private Task<ApiAnswer> CallAsync(string key, Task<ApiAnswer> answer)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new Caller(new Operator(new RequestedBy.Person("alice"), OperatorRoles.All), null));
        context.Request.Path = "/api/kill-switch/engage";
        context.Request.Headers["Idempotency-Key"] = key;
        return _idempotency.RunAsync(
            context,
            Encoding.UTF8.GetBytes("{}"),
            id =>
            {
                _run.Add(id);
                return answer;
            }
        );
    }
}
