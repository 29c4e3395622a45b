namespace RiskEngine.Gemini;

/// <summary>Says everything that is wrong with a <see cref="GeminiOptions"/>, at once.</summary>
internal static class GeminiOptionsValidator
{
    /// <summary>No request may take longer than this.</summary>
    public static readonly TimeSpan LongestRequestTimeout = TimeSpan.FromMinutes(1);

    /// <summary>The smallest allowed <see cref="GeminiOptions.MaxAnswerBytes"/>: every documented error fits.</summary>
    public const int LeastAnswerBytes = 4 * 1024;

    /// <summary>The largest allowed <see cref="GeminiOptions.MaxAnswerBytes"/>.</summary>
    public const int MostAnswerBytes = 64 * 1024 * 1024;

    /// <summary>Every fault, in the order of the settings; empty when there is none.</summary>
    public static ValueList<ConfigurationFault> Validate(GeminiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<ConfigurationFault>();
        faults.AddRange(
            FaultsOf(options.RestBaseAddress).Select(text => new ConfigurationFault("rest-base-address", text))
        );
        Check(Enum.IsDefined(options.NonceJson), "nonce.json", "must be number or string.");
        Check(
            options.RequestTimeout > TimeSpan.Zero && options.RequestTimeout <= LongestRequestTimeout,
            "request-timeout",
            $"must be above zero and at most {LongestRequestTimeout.TotalSeconds:0} s."
        );
        Check(
            options.ConnectTimeout > TimeSpan.Zero && options.ConnectTimeout < options.RequestTimeout,
            "connect-timeout",
            "must be above zero and below request-timeout."
        );
        Check(options.ConnectionLifetime > TimeSpan.Zero, "connection-lifetime", "must be above zero.");
        Check(options.ConnectionIdleTimeout > TimeSpan.Zero, "connection-idle-timeout", "must be above zero.");
        Check(
            options.MaxAnswerBytes is >= LeastAnswerBytes and <= MostAnswerBytes,
            "max-answer-bytes",
            $"must be from {LeastAnswerBytes} to {MostAnswerBytes}."
        );
        return faults.ToValueList();

        void Check(bool holds, string key, string text)
        {
            if (!holds)
                faults.Add(new ConfigurationFault(key, text));
        }
    }

    // The address itself is not repeated: it may carry a password.
    private static IEnumerable<string> FaultsOf(Uri? address)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            yield return "must be an absolute address such as https://api.gemini.com.";
            yield break;
        }

        if (address.Scheme == Uri.UriSchemeHttp)
        {
            if (!address.IsLoopback)
                yield return "must be https: signed headers travel in the clear over http, which is for loopback alone.";
        }
        else if (address.Scheme != Uri.UriSchemeHttps)
        {
            yield return "must be https.";
        }

        if (address.UserInfo.Length > 0)
            yield return "must not contain a user name or password.";
        if (address.AbsolutePath is not ("" or "/"))
            yield return "must not have a path: the paths are the engine's.";
        if (address.Query.Length > 0)
            yield return "must not have a query.";
        if (address.Fragment.Length > 0)
            yield return "must not have a fragment.";
    }
}
