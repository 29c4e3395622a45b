namespace RiskEngine.Storage;

/// <summary>Sessions as text.</summary>
internal static class PostgresSessions
{
    internal static SessionKey Parse(string text) =>
        KillSwitchScope.TryParse($"session/{text}", out var scope) && scope is KillSwitchScope.Session session
            ? session.Key
            : throw new StoreException(StoreFault.Corrupt, $"'{text}' is no session.");
}
