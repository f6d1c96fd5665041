import ArgumentParser
import Pipeline
print("x")
