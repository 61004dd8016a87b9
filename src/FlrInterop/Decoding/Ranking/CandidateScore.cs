namespace FlrInterop;

/// <summary>What the baseline says of one candidate.</summary>
internal readonly record struct CandidateScore(
    int Candidate,
    double Speed,
    double OwnTarget,
    double IdentityNull,
    double InitialError,
    double Progress,
    double SpeedRatio,
    double SquaredNorm,
    double FirstAngle,
    double SecondAngle);
