"""Pure values and functions: time, workdays, numbers of persons and firms, text folding, masking, pictures.
No Django.
"""
