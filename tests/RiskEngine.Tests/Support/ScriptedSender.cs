namespace RiskEngine.Tests.Support;

/// <summary>Takes alerts, and answers as it is told.</summary>
internal sealed class ScriptedSender : IAlertSender
{
    internal List<Alert> Tried { get; } = [];

    internal Func<Task<string?>> Answer { get; set; } = () => Task.FromResult<string?>(null);

    public Task<string?> SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        Tried.Add(alert);
        return Answer();
    }
}
