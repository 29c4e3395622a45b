using System.Security.Cryptography;
using System.Text;

namespace RiskEngine.Host.Access;

/// <summary>The browsers in which somebody has signed in; bounded, and gone with the process.</summary>
internal sealed class BrowserSessions(SignInSettings settings, TimeProvider time)
{
    private const int IdBytes = 32;

    private readonly Lock _gate = new();

    /// <summary>By the hash of the id, so that looking one up tells nothing of another's id by its duration.</summary>
    private readonly Dictionary<string, BrowserSession> _open = new(StringComparer.Ordinal);

    /// <summary>Signs somebody in.</summary>
    /// <returns>The id for the cookie, and the session.</returns>
    internal (string Id, BrowserSession Session) Open(Operator who)
    {
        var (id, now) = (RandomNumberGenerator.GetHexString(IdBytes * 2), time.GetUtcNow());
        var session = new BrowserSession(who, RandomNumberGenerator.GetHexString(IdBytes * 2), now + settings.Lasts);
        lock (_gate)
        {
            foreach (var (key, _) in _open.Where(known => known.Value.EndsAt <= now).ToList())
                _open.Remove(key);
            if (_open.Count >= settings.Most)
                _open.Remove(_open.MinBy(known => known.Value.EndsAt).Key);
            _open.Add(Key(id), session);
        }

        return (id, session);
    }

    internal BrowserSession? Find(string id)
    {
        lock (_gate)
            return _open.TryGetValue(Key(id), out var session) && session.EndsAt > time.GetUtcNow() ? session : null;
    }

    internal bool IsOpen(BrowserSession session)
    {
        lock (_gate)
            return session.EndsAt > time.GetUtcNow() && _open.ContainsValue(session);
    }

    internal void Close(string id)
    {
        lock (_gate)
            _open.Remove(Key(id));
    }

    private static string Key(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
