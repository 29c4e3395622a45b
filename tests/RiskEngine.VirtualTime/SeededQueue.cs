using System.Globalization;
using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

/// <summary>What could run next, of which a seed chooses one at a time.</summary>
internal sealed class SeededQueue(WorldThread thread)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly List<(string Path, IRunnable Work)> _runnable = [];
    private readonly Lock _gate = new();
#pragma warning disable RS0030 // The seed is set, and named by whoever fails.
    private Random _choice = new(1);
    private int _seed = 1;
    private long _steps;
    private ulong _choices = FnvOffset;

    internal void Seed(int seed) => (_choice, _seed) = (new Random(seed), seed);
#pragma warning restore RS0030

    internal WorldThread Thread => thread;

    /// <summary>How many steps were taken, and a hash (FNV-1a) of what each was chosen from.</summary>
    internal string Choices => string.Create(CultureInfo.InvariantCulture, $"{_steps} steps, {_choices:x16}");

    internal Action? BeforeStep { get; set; }

    /// <summary>
    /// Adds work at the place of its path: Akka.NET walks children and subscribers in the order of their hashes, which
    /// differs from process to process, and a seed is to choose the same in each.
    /// </summary>
    internal void Add(IRunnable work, string path)
    {
        thread.Check();
        // Another thread's is a violation, which is told at the end of the step; until then the list stays whole.
        lock (_gate)
        {
            var place = _runnable.Count;
            while (place > 0 && string.CompareOrdinal(_runnable[place - 1].Path, path) > 0)
                place--;
            _runnable.Insert(place, (path, work));
        }
    }

    /// <summary>Runs until nothing is left to run.</summary>
    /// <exception cref="InvalidOperationException">Another thread took part.</exception>
    internal void Run()
    {
        thread.Check();
        var context = SynchronizationContext.Current;
        // Without a context, continuations run where a task completes: here.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (Next() is { } next)
            {
                next.Run();
                thread.ThrowIfTrespassed(_seed);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        thread.ThrowIfTrespassed(_seed);
    }

    private IRunnable? Next()
    {
        BeforeStep?.Invoke();
        lock (_gate)
        {
            if (_runnable.Count == 0)
                return null;
            var index = _choice.Next(_runnable.Count);
            _steps++;
            _choices = (((_choices ^ (uint)_runnable.Count) * FnvPrime) ^ (uint)index) * FnvPrime;
            var chosen = _runnable[index].Work;
            _runnable.RemoveAt(index);
            return chosen;
        }
    }
}
