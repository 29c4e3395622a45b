namespace RiskEngine.Core;

/// <summary>Brings alerts to people, such as by a webhook. Never on the way of a cancel.</summary>
public interface IAlertSender
{
    /// <summary>Tries once.</summary>
    /// <returns>Why it did not arrive; null when the other side has taken it. A task that fails counts as not arrived.</returns>
    /// <exception cref="AlertRefusedException">The receiver will never take this alert: it is given up, and the next one tried.</exception>
    Task<string?> SendAsync(Alert alert, CancellationToken cancellationToken);
}
