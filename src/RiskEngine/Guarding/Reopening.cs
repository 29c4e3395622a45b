namespace RiskEngine;

/// <summary>How long order entry stays closed after a guardian's restart: longer each time, until it has been well for a while.</summary>
internal static class Reopening
{
    private const int LargestExponent = 20;

    internal static TimeSpan AfterRestart(GuardianMemory memory, SupervisionSettings settings, TimeSpan now)
    {
        var isForgotten = memory.LastRestartAt is { } last && now - last >= settings.ForgetAfter;
        memory.Restarts = isForgotten ? 1 : memory.Restarts + 1;
        memory.LastRestartAt = now;
        var wait = settings.ReopenFirst * Math.Pow(2, Math.Min(memory.Restarts - 1, LargestExponent));
        return wait < settings.ReopenLongest ? wait : settings.ReopenLongest;
    }
}
