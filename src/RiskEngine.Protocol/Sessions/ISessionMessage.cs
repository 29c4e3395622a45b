namespace RiskEngine.Protocol;

/// <summary>A message that concerns one session; it is routed by the key.</summary>
public interface ISessionMessage
{
    /// <summary>The session that the message concerns.</summary>
    SessionKey Session { get; }
}
