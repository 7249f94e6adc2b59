"""What the dashboard costs, measured against a plain streamlit-folium app that shows the same layers."""
