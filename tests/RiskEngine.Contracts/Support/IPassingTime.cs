namespace RiskEngine.Contracts;

/// <summary>Time that a test can wait through: the machine's, or one that goes on only when somebody waits.</summary>
internal interface IPassingTime
{
    /// <summary>Now, on the running clock.</summary>
    TimeSpan Running { get; }

    /// <summary>Lets a little of it pass.</summary>
    Task PassAsync();

    /// <summary>Asks again and again, until there is an answer; the limit only ends a test that hangs.</summary>
    async Task<T> UntilAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        var limit = Running + TimeSpan.FromSeconds(60);
        while (Running < limit)
        {
            if (await ask() is { } answer)
                return answer;
            await PassAsync();
        }

        throw new TimeoutException("What was waited for did not come.");
    }
}
