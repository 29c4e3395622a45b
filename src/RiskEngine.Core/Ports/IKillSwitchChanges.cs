namespace RiskEngine.Core;

/// <summary>Tells at once that a kill-switch log may have a new record: the fast path beside regular reading.</summary>
/// <remarks>
/// A hint and no more. It may come late, twice, for nothing, or not at all; what holds is what <see cref="IKillSwitchLog"/>
/// says when it is read.
/// </remarks>
public interface IKillSwitchChanges
{
    /// <summary>Calls whenever there may be something to read, on any thread, until the result is disposed.</summary>
    /// <param name="mayHaveChanged">Returns at once and throws nothing.</param>
    IDisposable Subscribe(Action mayHaveChanged);
}
