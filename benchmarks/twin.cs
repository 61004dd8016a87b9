using System.Globalization;
using FlrInterop.Benchmarks;

// What the benchmarks in Python cannot reach through the package: reads one question a line from the standard input, does it once
// and answers with one number. The first word says which; each kind of question is a file of its own.
Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
while (Console.ReadLine() is string line)
{
    string[] word = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    double answer = word[0] switch
    {
        "peak" => Machine.Peak(word[1] == "float32", Machine.Whole(word[2])),
        "bandwidth" => Machine.Bandwidth(Machine.Whole(word[1])),
        "simulate" => SimulateQuestion.Seconds(word),
        "noise" => NoiseQuestion.Seconds(word[1] == "float32", word[2], Machine.Whole(word[3])),
        "decoders" => DecoderQuestion.Seconds(Machine.Whole(word[1]), Machine.Whole(word[2]), Machine.Whole(word[3])),
        _ => throw new ArgumentException($"no such question: {line}"),
    };
    Console.WriteLine(answer.ToString("R", CultureInfo.InvariantCulture));
    Console.Out.Flush();
}
